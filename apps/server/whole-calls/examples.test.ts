import { readFile } from 'node:fs/promises'
import { readDocument } from '@patchbay/flow/migrate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { begin, firstNumber, logged, type OwnNumber, publish, smsOf, walked } from './ring'
import { scriptedCalls } from './scripted-caller'
import { type Stack, startStack } from './stack'

const flowFile = z.object({ name: z.string(), document: z.unknown() })

async function json(name: string): Promise<unknown> {
  return JSON.parse(await readFile(new URL(`../../../examples/${name}`, import.meta.url), 'utf8'))
}

const examples = [
  'auto-attendant',
  'call-forwarding',
  'company-directory',
  'booking-confirmation',
  'dial-in-conference',
  'voicemail',
  'helpline',
  'announcement',
]

let stack: Stack
let number: OwnNumber

beforeAll(async () => {
  stack = await startStack()
  number = await firstNumber(stack)
})
afterAll(() => stack?.stop())

async function publishExample(example: string): Promise<string> {
  const { name, document: raw } = flowFile.parse(await json(`${example}.json`))
  const read = readDocument(raw)
  if (!read.ok) throw new Error(read.message)
  return publish(stack, number, { name, document: read.document })
}

describe.each(examples)('%s', async (example) => {
  const calls = scriptedCalls.parse(await json(`${example}.calls.json`))
  let flowId: string
  beforeAll(async () => {
    flowId = await publishExample(example)
  })

  test.each(calls.map((call) => [call.name, call] as const))('%s', async (_, call) => {
    const caller = await begin(stack, number, flowId, call)
    await caller.follow(call.script)
    await caller.until('the call to end', (now) => now.state === 'ended')
    expect(await caller.heard()).toEqual(call.heard)

    const found = await logged(
      stack,
      caller.session,
      (now) => now.call.phase === 'over' && walked(now).length >= call.blocks.length,
    )
    const { call: row } = found
    expect(walked(found)).toEqual(call.blocks)
    expect(row).toMatchObject({ phase: 'over', disposition: call.disposition, broken: false })
    expect(row.bill).toMatchObject({ ...call.bill, currency: 'SGD', rate: '0.036' })
    const sent = smsOf(found)
    expect(sent).toHaveLength(call.sms?.length ?? 0)
    for (const [i, words] of (call.sms ?? []).entries()) expect(sent[i]).toContain(words)
  })
})
