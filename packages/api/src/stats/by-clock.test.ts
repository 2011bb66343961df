import { expect, test } from 'vitest'
import { byClock } from './by-clock'

const day = (date: string, counted: Record<number, number>) => ({
  day: date,
  what: 'calls',
  hours: Array.from({ length: 24 }, (_, hour) => counted[hour] ?? 0),
})
const always = { from: 0, to: Date.parse('2100-01-01T00:00:00Z') }
const told = (...of: Parameters<typeof byClock>) => byClock(...of).map(({ day, hour, n }) => `${day} ${hour}: ${n}`)

test('hours stand where the clock of the place has them', () => {
  const counts = [day('2026-03-10', { 0: 1, 15: 2, 16: 3 })]
  expect(told(counts, always, 'Asia/Singapore')).toEqual(['2026-03-10 8: 1', '2026-03-10 23: 2', '2026-03-11 0: 3'])
  expect(told(counts, always, 'America/New_York')).toEqual(['2026-03-09 20: 1', '2026-03-10 11: 2', '2026-03-10 12: 3'])
})

test('on the day when clocks are changed the hour is skipped, or comes twice', () => {
  expect(told([day('2026-03-29', { 0: 1, 1: 2 })], always, 'Europe/Berlin')).toEqual([
    '2026-03-29 1: 1',
    '2026-03-29 3: 2',
  ])
  expect(told([day('2026-10-25', { 0: 1, 1: 2 })], always, 'Europe/Berlin')).toEqual([
    '2026-10-25 2: 1',
    '2026-10-25 2: 2',
  ])
})

test('only the hours of the period are told', () => {
  const period = { from: Date.parse('2026-03-10T05:00:00Z'), to: Date.parse('2026-03-10T07:00:00Z') }
  expect(told([day('2026-03-10', { 4: 1, 5: 2, 6: 3, 7: 4 })], period, 'UTC')).toEqual([
    '2026-03-10 5: 2',
    '2026-03-10 6: 3',
  ])
})
