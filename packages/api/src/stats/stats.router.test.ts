import { createDigestCalls } from '@patchbay/engine/digest/digest-calls'
import { addNumber, addVersion } from '@patchbay/engine/testing'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { goodDocument, refusal, startTestApi, type TestApi } from '../testing'

let house: TestApi
beforeAll(async () => {
  house = await startTestApi()
})
afterAll(() => house?.close())

const period = { from: '2026-03-01T00:00:00Z', to: '2026-03-31T00:00:00Z' }
const zone = 'Asia/Singapore'

test('a flow’s blocks and a workspace’s calls are told from what was counted, to their owner alone', async () => {
  const here = await house.enter()
  const { versionId, flowId } = await addVersion(house.pool, here.workspaceId, goodDocument(), 'Front desk')
  const number = await addNumber(house.pool, here.workspaceId, versionId)
  const call = async (session: string, ...words: Record<string, string>[]) => {
    await house.notify(number.token, { session, call_state: 'ringing', from: '+6511111111', to: '+6531580000' })
    for (const fields of words) await house.finishBlock(fields)
  }
  const bill = { call_state: 'ended', duration: '1', currency: 'SGD', rate: '0.036', debit: '0.036' }
  await call('A1', { digits: '1' }, bill)
  await call('A2', { digits: '1' }, bill)
  await call('A3', { call_state: 'ended' })
  await house.pool.query(
    `UPDATE call SET started_at = n.at, ended_at = n.at + interval '10 s' FROM (
       SELECT id, '2026-03-10T15:30:00Z'::timestamptz + (row_number() OVER (ORDER BY id) - 1) * interval '1 hour' AS at FROM call) n
     WHERE call.id = n.id`,
  )
  expect(await createDigestCalls(house.pool)()).toBe(3)

  const traffic = await here.api.stats.version({ versionId, period })
  expect(traffic).toMatchObject({ number: 1, calls: 3, from: '2026-03-01T00:00:00.000Z' })
  expect(traffic.blocks.ask).toMatchObject({ times: 3, calls: 3, drops: 1, problems: 0, exits: { 'key:1': 2 } })
  const first = { from: '2026-03-10T15:00:00Z', to: '2026-03-10T16:00:00Z' }
  expect((await here.api.stats.version({ versionId, period: first })).blocks.ask).toMatchObject({ times: 1, drops: 0 })

  expect(await here.api.stats.flow({ flowId, period })).toEqual({ start: 3, ask: 3, bye: 2 })
  expect(await here.api.stats.flow({ flowId, period: first })).toEqual({ start: 1, ask: 1, bye: 1 })

  const all = await here.api.stats.calls({ period, zone })
  expect(all).toMatchObject({
    calls: 3,
    outcomes: { completed: 2, 'caller-hung-up': 1, transferred: 0, 'not-answered': 0, broken: 0 },
    // The first call came at 23:30 there, the others after midnight.
    days: [
      { day: '2026-03-10', calls: 1, debit: { SGD: 0.036 } },
      { day: '2026-03-11', calls: 2, debit: { SGD: 0.036 } },
    ],
    hours: [],
    durations: [{ upToMs: 16_000, calls: 3 }],
    numbers: [{ numberId: number.id, calls: 3 }],
    keys: [{ flowId, node: 'ask', blockName: 'Main menu', key: '1', calls: 2 }],
    costs: [{ currency: 'SGD', debit: 0.072, minutes: 2 }],
  })
  expect(Math.abs((all.medianMs ?? 0) / 10_000 - 1)).toBeLessThan(0.091)
  expect(all.hoursOfDay.map((n, hour) => n && hour).filter(Boolean)).toEqual([1, 23])
  const week = { from: '2026-03-08T00:00:00Z', to: '2026-03-15T00:00:00Z' }
  expect((await here.api.stats.calls({ period: week, zone })).hours).toEqual([
    { day: '2026-03-10', hour: 23, calls: 1 },
    { day: '2026-03-11', hour: 0, calls: 1 },
    { day: '2026-03-11', hour: 1, calls: 1 },
  ])
  // By number, by flow and by version the same calls are found.
  for (const narrowed of [{ numberId: number.id }, { flowId }, { flowId, version: 1 }])
    expect(await here.api.stats.calls({ period, zone, ...narrowed })).toEqual(all)
  for (const other of [{ numberId: crypto.randomUUID() }, { flowId, version: 2 }])
    expect(await here.api.stats.calls({ period, zone, ...other })).toMatchObject({ calls: 0, days: [], keys: [] })

  const { api } = await house.enter()
  expect(await api.stats.calls({ period, zone })).toMatchObject({ calls: 0, numbers: [], keys: [], medianMs: null })
  expect(await api.stats.flow({ flowId, period })).toEqual({})
  expect(await refusal(api.stats.version({ versionId, period }))).toMatchObject({ userCode: 'no-version' })
})
