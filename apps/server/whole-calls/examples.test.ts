import { readFile } from 'node:fs/promises'
import { readDocument } from '@patchbay/flow/migrate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { Caller, type ScriptedCall, scriptedCalls } from './scripted-caller'
import { type Stack, startStack } from './stack'

const flowFile = z.object({ name: z.string(), document: z.unknown() })
const simulatorCalls = z.array(z.looseObject({ session: z.string() }))
const placed = z.object({ session: z.string() })

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
let number: { id: string; e164: string }

beforeAll(async () => {
  stack = await startStack()
  const [first] = await stack.api.numbers.list.query()
  if (!first) throw new Error('The carrier gave no number.')
  number = first
})
afterAll(() => stack?.stop())

/** Saves and publishes an example; incoming flows on the first number. */
async function publish(example: string): Promise<string> {
  const { name, document: raw } = flowFile.parse(await json(`${example}.json`))
  const read = readDocument(raw)
  if (!read.ok) throw new Error(read.message)
  const { id } = await stack.api.flows.create.mutate({ name })
  const { revision } = await stack.api.flows.get.query({ id })
  const saved = await stack.api.flows.save.mutate({ id, revision, document: read.document })
  const incoming = Object.values(read.document.nodes).some((node) => node.block === 'answer')
  const published = await stack.api.flows.publish.mutate({
    id,
    revision: saved.revision,
    numberIds: incoming ? [number.id] : [],
  })
  expect(published.warnings).toEqual([])
  return id
}

/** Starts the call, incoming or outgoing, and gives the caller on the simulator's end of it. */
async function begin(flowId: string, call: ScriptedCall): Promise<Caller> {
  if (call.dest === undefined) {
    const answer = await fetch(`${stack.simulator}/control/calls`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ from: call.from, to: number.e164 }),
    })
    expect(answer.status).toBe(201)
    return new Caller(stack.simulator, placed.parse(await answer.json()).session)
  }
  const known = new Set((await sessions()).map((each) => each.session))
  await stack.api.calls.place.mutate({ flowId, dest: call.dest })
  const end = Date.now() + 5_000
  while (Date.now() < end) {
    const fresh = (await sessions()).find((each) => !known.has(each.session))
    if (fresh) return new Caller(stack.simulator, fresh.session)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error('No call reached the carrier.')
}

async function sessions() {
  const body: unknown = await (await fetch(`${stack.simulator}/control/calls`)).json()
  return simulatorCalls.parse(Array.isArray(body) ? body : z.object({ calls: z.unknown() }).parse(body).calls)
}

/** The call in our log, once the carrier has told that it ended. */
async function logged(session: string, settled: (found: Awaited<ReturnType<typeof detail>>) => boolean) {
  const end = Date.now() + 10_000
  for (;;) {
    const { calls } = await stack.api.calls.list.query({ limit: 20 })
    for (const row of calls) {
      const found = await detail(row.id)
      if (found.call.session === session && (settled(found) || Date.now() > end)) return found
    }
    if (Date.now() > end) throw new Error(`Call ${session} is not in the log.`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

function detail(id: string) {
  return stack.api.calls.get.query({ id })
}

function walked(events: Awaited<ReturnType<typeof detail>>['events']): string[] {
  return events.flatMap(({ trace }) => trace.flatMap((entry) => (entry.type === 'entered' ? [entry.node] : [])))
}

function smsOf(events: Awaited<ReturnType<typeof detail>>['events']): string[] {
  return events.flatMap(({ commands }) =>
    commands.flatMap(({ command }) => (command.type === 'sms' ? [command.msg] : [])),
  )
}

describe.each(examples)('%s', async (example) => {
  const calls = scriptedCalls.parse(await json(`${example}.calls.json`))
  let flowId: string
  beforeAll(async () => {
    flowId = await publish(example)
  })

  test.each(calls.map((call) => [call.name, call] as const))('%s', async (_, call) => {
    const caller = await begin(flowId, call)
    await caller.follow(call.script)
    await caller.until('the call to end', (now) => now.state === 'ended')
    expect(await caller.heard()).toEqual(call.heard)

    const { call: row, events } = await logged(
      caller.session,
      (found) => found.call.phase === 'over' && walked(found.events).length >= call.blocks.length,
    )
    expect(walked(events)).toEqual(call.blocks)
    expect(row).toMatchObject({ phase: 'over', disposition: call.disposition, broken: false })
    expect(row.bill).toMatchObject({ ...call.bill, currency: 'SGD', rate: '0.036' })
    const sent = smsOf(events)
    expect(sent).toHaveLength(call.sms?.length ?? 0)
    for (const [i, words] of (call.sms ?? []).entries()) expect(sent[i]).toContain(words)
  })
})
