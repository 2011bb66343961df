import { expect, test } from 'vitest'
import { endOf, lastings } from './lasting'

const now = new Date(2026, 10, 30, 22, 15)

test.each([
  ['1h', new Date(2026, 10, 30, 23, 15)],
  ['4h', new Date(2026, 11, 1, 2, 15)],
  ['today', new Date(2026, 11, 1)],
  ['tomorrow', new Date(2026, 11, 2)],
  ['open', null],
] as const)('%s', (lasting, end) => {
  expect(endOf(lasting, now)).toEqual(end)
})

test('every choice ends later than now, or never', () => {
  for (const { value } of lastings)
    expect(endOf(value, now)?.getTime() ?? Number.POSITIVE_INFINITY).toBeGreaterThan(now.getTime())
})
