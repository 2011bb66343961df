import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readDuration, writeDuration } from './duration'

test.each([
  ['90', 90],
  ['0', 0],
  [' 90 s ', 90],
  ['90s', 90],
  ['90 sec', 90],
  ['1 second', 1],
  ['1:30', 90],
  ['0:05', 5],
  ['90:00', 5_400],
  ['1:02:03', 3_723],
  ['1m30', 90],
  ['1m30s', 90],
  ['1 min 30 s', 90],
  ['2 min', 120],
  ['2 Minutes', 120],
  ['1.5 min', 90],
  ['1,5 min', 90],
  ['1.1 min', 66],
  ['1h', 3_600],
  ['1h30', 5_400],
  ['1h 30 s', 3_630],
  ['1 hr 2 mins 3 secs', 3_723],
  ['1.5', 1.5],
])('%j is %d seconds', (typed, seconds) => {
  expect(readDuration(typed)).toBe(seconds)
})

test.each([
  '',
  ' ',
  'abc',
  '-5',
  '1:75',
  '1:2',
  '1:75:00',
  ':30',
  '30 m 1 h',
  '1 day',
  '1e3',
  'min',
  '1 2 3',
  '9'.repeat(400),
])('%j is no length of time', (typed) => {
  expect(readDuration(typed)).toBeNull()
})

test.each([
  [0, '0 s'],
  [45, '45 s'],
  [60, '1 min'],
  [90, '1 min 30 s'],
  [3_600, '1 h'],
  [3_661, '1 h 1 min 1 s'],
  [86_400, '24 h'],
])('%d seconds are written %j', (seconds, written) => {
  expect(writeDuration(seconds)).toBe(written)
})

test('what is written is read as the same', () => {
  fc.assert(fc.property(fc.nat(90_000), (seconds) => readDuration(writeDuration(seconds)) === seconds))
})

test('a hostile text takes no time', () => {
  const start = performance.now()
  expect(readDuration(`${'1'.repeat(20_000)}x`)).toBeNull()
  expect(readDuration(`1${' '.repeat(20_000)}x`)).toBeNull()
  expect(performance.now() - start).toBeLessThan(200)
})
