import { expect, test } from 'vitest'
import { share, stay, thickness } from './traffic-words'

test.each([
  [null, '–'],
  [0, 'a moment'],
  [400, 'under 1 s'],
  [12_400, '12 s'],
  [80_000, '1:20'],
])('a stay of %s ms is “%s”', (ms, words) => {
  expect(stay(ms)).toBe(words)
})

test('what is little is not called none, and of none there is no part', () => {
  expect([share(1, 1_000), share(0, 10), share(1, 4), share(0, 0)]).toEqual(['under 1%', '0%', '25%', ''])
})

test('a line is as thick as its part', () => {
  expect([thickness(0, 10), thickness(10, 10), thickness(5, 10), thickness(0, 0)]).toEqual([1.2, 12, 7, 1.2])
})
