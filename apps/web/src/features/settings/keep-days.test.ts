import { expect, test } from 'vitest'
import { isShorter, keepOptions, keepValue, readKeepValue } from './keep-days'

test('each choice is read as what it was written from', () => {
  expect(keepOptions.map(({ value }) => readKeepValue(value))).toEqual([7, 30, 90, 365, null])
  for (const { value } of keepOptions) expect(keepValue(readKeepValue(value))).toBe(value)
})

test('days that cannot be chosen are no choice', () => {
  expect(keepValue(45)).toBeNull()
})

test('only a shorter time deletes', () => {
  expect(isShorter(30, 90)).toBe(true)
  expect(isShorter(365, null)).toBe(true)
  expect(isShorter(90, 90)).toBe(false)
  expect(isShorter(null, 7)).toBe(false)
})
