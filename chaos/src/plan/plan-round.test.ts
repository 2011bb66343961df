import { expect, test } from 'vitest'
import { burstMs, planRound } from './plan-round'

const rounds = Array.from({ length: 200 }, (_, i) => planRound(7, i + 1))

test('the same seed and round plan the same, others do not', () => {
  expect(planRound(7, 3)).toEqual(planRound(7, 3))
  expect(planRound(7, 3)).not.toEqual(planRound(7, 4))
  expect(planRound(7, 3)).not.toEqual(planRound(8, 3))
})

test('200 rounds hold every fault and every death', () => {
  const faults = new Set(
    rounds.flatMap(({ faults: f }) => [...Object.keys(f.notifications), ...Object.keys(f.requests)]),
  )
  expect(faults.size).toBe(11)
  const deaths = new Set(rounds.flatMap(({ disruptions }) => disruptions.map(({ what }) => what)))
  expect(deaths.size).toBe(5)
})

test('everything happens within the burst, in order', () => {
  for (const { callers, disruptions } of rounds)
    for (const list of [callers, disruptions]) {
      const times = list.map(({ at }) => at)
      expect(times).toEqual(times.toSorted((a, b) => a - b))
      expect(Math.max(0, ...times)).toBeLessThanOrEqual(burstMs)
    }
})

test('a mild round has the same callers', () => {
  const mild = planRound(7, 1, { quiet: true, kind: true })
  expect(mild.callers).toEqual(rounds[0]?.callers)
  expect(mild).toMatchObject({ disruptions: [], faults: { notifications: {}, requests: {} } })
})
