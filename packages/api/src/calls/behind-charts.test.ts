import { createDigestCalls } from '@patchbay/engine/digest/digest-calls'
import { addNumber, addVersion } from '@patchbay/engine/testing'
import { drawFlow } from '@patchbay/flow/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '../testing'
import type { CallFilter } from './call-filter'

let house: TestApi
let here: Awaited<ReturnType<TestApi['enter']>>
let flowId: string
let sessions = 0

const zone = 'Europe/Berlin'
/** Two days around the night in which that clock is set back. */
const period = { from: '2025-10-25T00:00:00.000Z', to: '2025-10-27T00:00:00.000Z' }
const ended = { call_state: 'ended' }

/** Another flow asks first, where key 1 is another choice; then a menu, a private menu, and a desk that is rung again and again. */
beforeAll(async () => {
  house = await startTestApi()
  here = await house.enter()
  const choices = [
    { key: '1', label: 'One' },
    { key: '2', label: 'Two' },
  ]
  const asked = drawFlow({
    start: { block: 'answer', to: { next: 'menu' } },
    menu: {
      block: 'menu',
      config: { message: 'Language', choices },
      to: { 'key:1': 'back', 'key:2': 'back', none: 'back' },
    },
    back: { block: 'return' },
  })
  const sub = await addVersion(house.pool, here.workspaceId, asked, 'Language')
  const main = drawFlow({
    start: { block: 'answer', to: { next: 'sub' } },
    sub: { block: 'go-to-flow', config: { flow: sub.flowId }, to: { 'way:done': 'menu', failed: 'menu' } },
    menu: {
      block: 'menu',
      config: { message: 'Choose', choices },
      to: { 'key:1': 'desk', 'key:2': 'pin', none: 'bye' },
    },
    pin: {
      block: 'menu',
      config: { message: 'Secret', choices, private: true },
      to: { 'key:1': 'bye', 'key:2': 'bye' },
    },
    desk: { block: 'transfer', config: { to: 'number', dest: '+6562220001', goOn: true }, to: { failed: 'menu' } },
    bye: { block: 'hangup', config: { message: 'Bye' } },
  })
  const { versionId, ...version } = await addVersion(house.pool, here.workspaceId, main, 'Front desk')
  flowId = version.flowId
  const { token } = await addNumber(house.pool, here.workspaceId, versionId)
  const ring = async (...words: Record<string, string>[]) => {
    sessions += 1
    await house.notify(token, {
      session: `B${sessions}`,
      call_state: 'ringing',
      from: '+6511111111',
      to: '+6531580000',
    })
    for (const fields of words) await house.finishBlock(fields)
    await house.engine.idle()
  }
  const [one, two, busy] = [{ digits: '1' }, { digits: '2' }, { transfer_status: 'busy' }]
  await ring(one, one, { ...ended, transfer_status: 'answered' })
  await ring(two, one, busy, one, busy, ended)
  await ring(two, two, one, ended)
  await ring(one, ended)
  await ring(one, one, ended)
  house.carrier.answerNext('ivr/end/transfer', { status: 'error_destination_not_supported' })
  await ring(one, one, ended)
  await ring(ended)
  // An hour and a quarter apart, the third at the end of summer time; the lengths stand on both sides of where bars end.
  await house.pool.query(`UPDATE call SET started_at = n.at, ended_at = n.at + n.ms * interval '1 ms' FROM (
      SELECT id, '2025-10-25T20:40:00Z'::timestamptz + h * interval '75 minutes' AS at,
        (ARRAY[4000, 4001, 7600, 8000, 8400, 0, 125])[h] AS ms
      FROM (SELECT id, row_number() OVER (ORDER BY started_at, id) AS h FROM call) c) n WHERE call.id = n.id`)
})
afterAll(() => house?.close())

/** The calls that the log lists, by their places in the order in which they began. */
async function listed(filter: CallFilter): Promise<number[]> {
  const { rows } = await house.pool.query<{ id: string }>('SELECT id FROM call ORDER BY started_at')
  const ids = rows.map(({ id }) => id)
  const { calls } = await here.api.calls.list({ filter: { ...period, ...filter }, limit: 100 })
  return calls.map(({ id }) => ids.indexOf(id) + 1).sort()
}

const cases: [what: string, filter: () => CallFilter, calls: number[]][] = [
  ['transfers that were answered', () => ({ transfer: 'answered' }), [1]],
  ['transfers that were busy, however often', () => ({ transfer: 'busy' }), [2]],
  ['transfers that were refused', () => ({ transfer: 'failed' }), [6]],
  ['callers who gave up while it rang', () => ({ transfer: 'given-up' }), [5]],
  ['nobody answered', () => ({ transfer: 'unanswered' }), []],
  ['a key at its own menu, not at another', () => ({ chose: `${flowId}:menu:1` }), [1, 2, 5, 6]],
  ['the same of one version', () => ({ chose: `${flowId}@1:menu:1` }), [1, 2, 5, 6]],
  ['of a version that there is not', () => ({ chose: `${flowId}@2:menu:1` }), []],
  ['what was chosen at a private menu', () => ({ chose: `${flowId}:pin:1` }), []],
  ['an hour of the day', () => ({ hour: `1@${zone}` }), [2]],
  ['the hour that comes twice', () => ({ hour: `2@${zone}` }), [3, 4]],
  ['the same hour by another clock', () => ({ hour: '8@Asia/Singapore' }), [3]],
  ['an hour, and a key', () => ({ hour: `2@${zone}`, chose: `${flowId}:menu:2` }), [3]],
  ['longer than', () => ({ min: 4 }), [2, 3, 4, 5]],
  ['at most', () => ({ max: 8 }), [1, 2, 3, 4, 6, 7]],
]

test.each(cases)('%s: of calls that were not looked through yet', async (_, filter, calls) => {
  expect(await listed(filter())).toEqual(calls)
})

test('and just so once they were, and as many as the charts count', async () => {
  expect(await createDigestCalls(house.pool)()).toBe(7)
  for (const [what, filter, calls] of cases) expect([what, await listed(filter())]).toEqual([what, calls])

  const stats = await here.api.stats.calls({ period, zone })
  const count = async (filter: CallFilter) => (await listed(filter)).length
  for (const [hour, n] of stats.hoursOfDay.entries())
    expect([hour, await count({ hour: `${hour}@${zone}` })]).toEqual([hour, n])
  for (const [transfer, n] of Object.entries(stats.transfers))
    expect([transfer, await count({ transfer: transfer as keyof typeof stats.transfers })]).toEqual([transfer, n])
  expect(stats.durations.map(({ upToMs, calls }) => [upToMs, calls])).toEqual([
    [1_000, 2],
    [2_000, 0],
    [4_000, 1],
    [8_000, 3],
    [16_000, 1],
  ])
  for (const [at, { upToMs, calls }] of stats.durations.entries())
    expect([upToMs, await count({ max: upToMs / 1_000, ...(at > 0 ? { min: upToMs / 2_000 } : {}) })]).toEqual([
      upToMs,
      calls,
    ])
  expect(stats.keys.map(({ node, key, flowName, calls }) => [flowName, node, key, calls]).sort()).toEqual([
    ['Front desk', 'menu', '1', 4],
    ['Front desk', 'menu', '2', 1],
    ['Language', 'menu', '1', 4],
    ['Language', 'menu', '2', 2],
  ])
  for (const { flowId, node, key, calls } of stats.keys)
    expect([node, key, await count({ chose: `${flowId}:${node}:${key}` })]).toEqual([node, key, calls])
})

test.each<Record<string, string>>([{ chose: 'menu:1' }, { hour: '24@UTC' }, { hour: '9@Nowhere/Town' }, { hour: '9' }])(
  '%o is refused',
  async (filter) => {
    await expect(here.api.calls.list({ filter })).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  },
)
