import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { begin, firstNumber, logged, type OwnNumber, publishTemplate, replayed, smsOf, walked } from './ring'
import { scriptedCalls } from './scripted-caller'
import { type Stack, startStack } from './stack'
import { startWorld, type World } from './world'

/** What a number says of each flow's settings, where the initial values would lead out into the world. */
const examples: Record<string, (world: World) => Record<string, string>> = {
  announcement: () => ({}),
  'auto-attendant': () => ({}),
  'booking-confirmation': () => ({}),
  'branch-office': () => ({}),
  'call-forwarding': () => ({}),
  'company-directory': () => ({}),
  'dial-in-conference': () => ({}),
  'extension-directory': () => ({}),
  helpline: () => ({}),
  'meter-reading': ({ url }) => ({ server: url }),
  'parcel-line': ({ url }) => ({ server: url }),
  'pin-conference': () => ({}),
  survey: ({ url }) => ({ hook: `${url}/hook` }),
  voicemail: () => ({}),
  'voicemail-to-email': () => ({ inbox: 'mei@harbour.example' }),
}

let stack: Stack
let world: World
let number: OwnNumber

beforeAll(async () => {
  world = await startWorld()
  stack = await startStack({ env: { REQUEST_ALLOW: '127.0.0.1', SMTP_URL: world.smtpUrl } })
  number = await firstNumber(stack)
})
afterAll(async () => {
  await stack?.stop()
  await world?.stop()
})

describe.each(Object.entries(examples))('%s', async (example, settings) => {
  const file = new URL(`../../../examples/${example}.calls.json`, import.meta.url)
  const calls = scriptedCalls.parse(JSON.parse(await readFile(file, 'utf8')))
  let flowId: string
  beforeAll(async () => {
    flowId = await publishTemplate(stack, number, example)
    await stack.api.numbers.setSettings.mutate({ numberId: number.id, settings: settings(world) })
  })
  beforeEach(() => {
    world.posted.length = 0
    world.mails.length = 0
  })

  test.each(calls.map((call) => [call.name, call] as const))('%s', async (_, call) => {
    const caller = await begin(stack, number, flowId, call)
    await caller.follow(call.script)
    await caller.until('the call to end', (now) => now.state === 'ended')
    expect((await caller.heard()).map((text) => text.replace(/<url>http:\/\/127[^<]*<\/url>/, '<url/>'))).toEqual(
      call.heard,
    )

    const found = await logged(
      stack,
      caller.session,
      (now) =>
        now.call.phase === 'over' &&
        walked(now).length >= call.blocks.length &&
        smsOf(now).length >= (call.sms?.length ?? 0) &&
        world.posted.length >= (call.posted?.length ?? 0) &&
        world.mails.length >= (call.mails?.length ?? 0),
    )
    const { call: row } = found
    expect(walked(found)).toEqual(call.blocks)
    expect(row).toMatchObject({ phase: 'over', disposition: call.disposition, broken: false })
    expect(row.bill).toMatchObject({ ...call.bill, currency: 'SGD', rate: '0.036' })
    sameWords(smsOf(found), call.sms)
    sameWords(world.mails, call.mails)
    expect(world.posted).toEqual(call.posted ?? [])
    expect(await replayed(stack, found)).toEqual(found.events.map(() => true))
  })
})

/** Each text has the words that are wanted of it, and there is no other. */
function sameWords(texts: readonly string[], wanted: readonly string[] = []): void {
  expect(texts).toHaveLength(wanted.length)
  for (const [index, words] of wanted.entries()) expect(texts[index]).toContain(words)
}
