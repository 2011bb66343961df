import { expect, test } from 'vitest'
import type { Measured } from './measure'
import { goalsOf, medianOf } from './report'

const measured: Measured = {
  c1: 1_000,
  c50: 5_000,
  c500: 5_000,
  p50: 1,
  p99: 3,
  serverCpu: 100,
  postgresCpu: 50,
  resident: 100 * 1024 * 1024,
  residentFlooded: null,
  readyMs: 900,
}

test('a figure’s median, each for itself; what was not to be had stays unknown', () => {
  const rounds = [
    { ...measured, c1: 3, p99: 1, serverCpu: null },
    { ...measured, c1: 1, p99: 9, serverCpu: null },
    { ...measured, c1: 2, p99: 5, serverCpu: null },
  ]
  expect(medianOf(rounds)).toMatchObject({ c1: 2, p99: 5, serverCpu: null, c50: 5_000 })
  expect(medianOf(rounds.slice(0, 2)).c1).toBe(2)
})

test('a goal is met at its bound, and not beyond', () => {
  const memory = { ...measured, c500: 5_000 / 0.7 }
  const insert = { ...measured, c1: 1_400, p99: 2, serverCpu: 90 }
  const goals = goalsOf({ patchbay: measured, 'in-memory': memory, 'one-insert': insert })
  expect(goals.map(({ reached, met }) => [reached, met])).toEqual([
    ['70 %', true],
    ['71 %', false],
    ['1.50 ×', true],
    ['1.07 ×', false],
    ['100 MB', true],
    ['0.90 s', true],
  ])
})
