import { createDigestCalls } from '@patchbay/engine/digest/digest-calls'
import { addNumber, addVersion } from '@patchbay/engine/testing'
import { drawFlow } from '@patchbay/flow/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { outgoingDocument, refusal, startTestApi, type TestApi } from '../testing'
import type { CallFilter } from './call-filter'

let house: TestApi
let here: Awaited<ReturnType<TestApi['enter']>>
let digest: ReturnType<typeof createDigestCalls>
let places: { front: string; night: string; desk: string; booking: string }
let sessions = 0

/** One key leads to an end, the other nowhere; before it, a PIN that nobody may see. */
const front = drawFlow({
  start: { block: 'answer', to: { next: 'pin' } },
  pin: {
    block: 'gather',
    config: { message: 'PIN', maxDigits: 4, private: true },
    to: { digits: 'ask', other: 'ask', none: 'ask' },
  },
  ask: { block: 'gather', config: { message: 'Hello', keys: ['1', '2'], maxDigits: 1 }, to: { 'key:1': 'mark' } },
  mark: { block: 'tag', config: { labels: ['gold card'] }, to: { next: 'bye' } },
  bye: { block: 'hangup', config: { message: 'Bye' } },
})

/** Rings, and is answered by these words of the carrier, one for each block. */
async function ring(token: string, from: string, ...words: Record<string, string>[]) {
  sessions += 1
  await house.notify(token, { session: `S${sessions}`, call_state: 'ringing', from, to: '+6531580000' })
  for (const fields of words) await house.finishBlock(fields)
  await house.engine.idle()
}

const ended = { call_state: 'ended' }
const pin = { digits: '4711' }

/** In the order in which they began, an hour after each other; the last of them is the newest. */
const names = ['sold', 'lost', 'hidden', 'rang', 'late', 'live'] as const

beforeAll(async () => {
  house = await startTestApi()
  digest = createDigestCalls(house.pool)
  here = await house.enter()
  const { flowId, versionId } = await addVersion(house.pool, here.workspaceId, front, 'Front desk')
  const first = await addNumber(house.pool, here.workspaceId, versionId)
  const night = await addNumber(house.pool, here.workspaceId, versionId, '+6531580001')
  const { id: booking } = await here.api.flows.create({ name: 'Booking' })
  const { revision } = await here.api.flows.save({ id: booking, revision: 1, document: outgoingDocument('') })
  await here.api.flows.publish({ id: booking, revision, numberIds: [] })
  places = { front: first.id, night: night.id, desk: flowId, booking }

  await ring(first.token, '+6591110001', pin, { digits: '1' }, ended)
  await ring(first.token, '+6591110002', pin, { digits: '2' }, {}, ended)
  await ring(night.token, '', ended)
  await here.api.calls.place({ flowId: booking, dest: '+6581110000' })
  await house.engine.idle()
  await house.finishBlock({ dial_status: 'busy', ...ended })
  await ring(night.token, '+6591110003', pin, ended)
  await ring(first.token, '+4915112345678', pin, { digits: '1' })
  await house.pool.query(`UPDATE call SET started_at = '2026-03-01T08:00:00Z'::timestamptz + h * interval '1 hour',
      ended_at = '2026-03-01T08:00:00Z'::timestamptz + h * interval '1 hour' + h * interval '20 seconds'
    FROM (SELECT id, row_number() OVER (ORDER BY started_at, id) AS h FROM call) n
    WHERE call.id = n.id AND call.phase = 'over'`)
})
afterAll(() => house?.close())

const cases: [what: string, filter: () => CallFilter, found: readonly (typeof names)[number][]][] = [
  ['nothing', () => ({}), ['live', 'late', 'rang', 'hidden', 'lost', 'sold']],
  ['a time', () => ({ from: '2026-03-01T10:00:00Z', to: '2026-03-01T12:00:00Z' }), ['hidden', 'lost']],
  ['a number', () => ({ numberId: places.night }), ['late', 'hidden']],
  ['a flow', () => ({ flowId: places.booking }), ['rang']],
  ['a version', () => ({ flowId: places.desk, version: 1 }), ['live', 'late', 'hidden', 'lost', 'sold']],
  ['a version that there is not', () => ({ flowId: places.desk, version: 2 }), []],
  ['calls that come in', () => ({ direction: 'incoming' }), ['live', 'late', 'hidden', 'lost', 'sold']],
  ['calls that we made', () => ({ direction: 'outgoing' }), ['rang']],
  ['what is under way', () => ({ outcome: 'running' }), ['live']],
  ['what the flow ended', () => ({ outcome: 'completed' }), ['sold']],
  ['what broke', () => ({ outcome: 'broken' }), ['lost']],
  ['callers who hung up', () => ({ outcome: 'caller-hung-up' }), ['late', 'hidden']],
  ['nobody there', () => ({ outcome: 'not-answered' }), ['rang']],
  ['a key', () => ({ key: '1' }), ['live', 'sold']],
  ['a private entry', () => ({ key: '4711' }), []],
  ['a tag', () => ({ tag: 'gold card' }), ['live', 'sold']],
  ['a part of a tag', () => ({ tag: 'gold' }), []],
  ['a problem', () => ({ problem: 'dead-end' }), ['lost']],
  ['a whole number', () => ({ caller: '+6591110002' }), ['lost']],
  ['the beginning of one', () => ({ caller: '+65911100' }), ['late', 'lost', 'sold']],
  ['whom we rang', () => ({ caller: '+65811' }), ['rang']],
  ['callers who hide', () => ({ caller: 'withheld' }), ['hidden']],
  ['words of a tag', () => ({ text: 'card gol' }), ['live', 'sold']],
  ['a number as people write it', () => ({ text: '+65 9111 0002' }), ['lost']],
  ['a number without its country', () => ({ text: '9111 0003' }), ['late']],
  ['a number of ours, and a word', () => ({ text: '6531580000 gold' }), ['live', 'sold']],
  ['what was entered', () => ({ text: '2' }), ['lost']],
  ['a private entry, by words', () => ({ text: '4711' }), []],
  ['words that break no query', () => ({ text: `' & | ! :* \\ ( "x` }), []],
  ['two things at once', () => ({ outcome: 'caller-hung-up', caller: '+65911' }), ['late']],
  ['two that never meet', () => ({ outcome: 'broken', direction: 'outgoing' }), []],
]

async function found(filter: CallFilter): Promise<string[]> {
  const rows = await house.pool.query<{ id: string }>('SELECT id FROM call ORDER BY started_at, id')
  const byId = new Map(rows.rows.map(({ id }, at) => [id, names[at]]))
  return (await here.api.calls.list({ filter })).calls.map(({ id }) => byId.get(id) ?? id)
}

test.each(cases)('%s is found among calls that were not looked through yet', async (_, filter, wanted) => {
  expect(await found(filter())).toEqual(wanted)
})

test('how long a call took, too', async () => {
  expect(await found({ min: 39, max: 60 })).toEqual(['hidden', 'lost'])
  expect(await found({ max: 20 })).toEqual(['live', 'sold'])
})

test('and all of it just so once they were', async () => {
  expect(await digest()).toBe(5)
  for (const [what, filter, wanted] of cases) expect([what, await found(filter())]).toEqual([what, wanted])
  expect(await found({ min: 39, max: 60 })).toEqual(['hidden', 'lost'])
  const { calls } = await here.api.calls.list({ filter: { outcome: 'broken' } })
  expect(calls).toMatchObject([{ keys: ['2'], problems: ['dead-end'], tags: [], numberId: places.front }])
  const other = await house.enter()
  for (const [, filter] of cases) expect((await other.api.calls.list({ filter: filter() })).calls).toEqual([])
})

test('pages of what is asked for lose and repeat nothing while calls come in and end', async () => {
  const { token } = await addNumber(
    house.pool,
    here.workspaceId,
    (await addVersion(house.pool, here.workspaceId, front)).versionId,
    '+6531580002',
  )
  for (let call = 0; call < 9; call++) await ring(token, '+6590000000', ended)
  await house.pool.query(`UPDATE call SET started_at = '2026-04-01T00:00:00Z' WHERE caller = '+6590000000'`)
  const filter: CallFilter = { caller: '+659000' }
  const all = (await here.api.calls.list({ filter })).calls.map(({ id }) => id)
  expect(all).toHaveLength(9)
  const paged: string[] = []
  let cursor: string | null = null
  do {
    const page: { calls: Array<{ id: string }>; next: string | null } = await here.api.calls.list({
      filter,
      limit: 2,
      cursor,
    })
    paged.push(...page.calls.map(({ id }) => id))
    cursor = page.next
    await ring(token, '+6590000000', ended)
    await digest()
  } while (cursor !== null)
  expect(paged).toEqual(all)
})

test.each<[string, Record<string, unknown>]>([
  ['a time without a zone', { from: '2026-03-01T10:00:00' }],
  ['a number that is none', { caller: '91110002' }],
  ['keys that no phone has', { key: 'A' }],
  ['a longer text than anybody types', { text: 'x'.repeat(201) }],
  ['something else', { mood: 'good' }],
])('%s is refused', async (_, filter) => {
  expect(await refusal(here.api.calls.list({ filter }))).toMatchObject({ code: 'BAD_REQUEST' })
})
