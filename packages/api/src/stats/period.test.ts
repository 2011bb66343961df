import { expect, test } from 'vitest'
import { periodInput, stretchesOf, zoneInput } from './period'

const spans = (from: string, to: string) =>
  stretchesOf(periodInput.parse({ from, to })).map(
    (each) => `${each.hours} ${each.from.toISOString().slice(5, 13)} ${each.to.toISOString().slice(5, 13)}`,
  )

test('a period is read from its whole days and the hours at its ends', () => {
  expect(spans('2026-03-01T16:20:00+08:00', '2026-03-05T02:00:00Z')).toEqual([
    '1 03-01T08 03-02T00',
    '24 03-02T00 03-05T00',
    '1 03-05T00 03-05T02',
  ])
  expect(spans('2026-03-01T22:00:00Z', '2026-03-02T21:59:00Z')).toEqual(['1 03-01T22 03-02T22'])
  expect(spans('2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z')).toEqual(['24 03-01T00 03-02T00'])
})

test('a period that ends before it begins, and a place that has no clock, are refused', () => {
  expect(periodInput.safeParse({ from: '2026-03-02T00:00:00Z', to: '2026-03-01T00:00:00Z' }).success).toBe(false)
  expect(['Asia/Singapore', 'Nowhere/Town'].map((zone) => zoneInput.safeParse(zone).success)).toEqual([true, false])
})
