import { expect, test } from 'vitest'
import { daysOf, periodInput, zoneInput } from './period'

const days = (from: string, to: string) => daysOf(periodInput.parse({ from, to }))

test('a period is read from the days that it touches, and some hours of those at its ends', () => {
  expect(days('2026-03-01T16:20:00+08:00', '2026-03-05T02:00:00Z')).toEqual({
    firstDay: '2026-03-01',
    firstHour: 9,
    lastDay: '2026-03-05',
    lastHour: 2,
  })
  expect(days('2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z')).toEqual({
    firstDay: '2026-03-01',
    firstHour: 1,
    lastDay: '2026-03-01',
    lastHour: 24,
  })
})

test('a period that ends before it begins, and a place that has no clock, are refused', () => {
  expect(periodInput.safeParse({ from: '2026-03-02T00:00:00Z', to: '2026-03-01T00:00:00Z' }).success).toBe(false)
  expect(['Asia/Singapore', 'Nowhere/Town'].map((zone) => zoneInput.safeParse(zone).success)).toEqual([true, false])
})
