import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bucketOf, endOf, medianOf, middleOf } from './histogram'

test('a bucket’s middle is within 9.1 % of all that is in it', () => {
  fc.assert(
    fc.property(fc.double({ min: 125.001, max: 7 * 86_400_000, noNaN: true }), (ms) => {
      expect(Math.abs(middleOf(bucketOf(ms)) / ms - 1)).toBeLessThan(0.0906)
    }),
  )
})

test('a median from counts is within 9.1 % of the middle one', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 200, max: 3_600_000 }), { minLength: 1, maxLength: 200 }), (stays) => {
      const counts = new Map<number, number>()
      for (const ms of stays) counts.set(bucketOf(ms), (counts.get(bucketOf(ms)) ?? 0) + 1)
      const exact = stays.toSorted((a, b) => a - b)[Math.ceil(stays.length / 2) - 1] ?? 0
      expect(Math.abs((medianOf(counts) ?? 0) / exact - 1)).toBeLessThan(0.0906)
    }),
  )
})

test('of nothing there is no median, and moments count as none', () => {
  expect(medianOf(new Map())).toBeNull()
  expect([0, 5, 125].map((ms) => middleOf(bucketOf(ms)))).toEqual([0, 0, 0])
})

test('every fourth bucket ends at a power of two seconds', () => {
  expect([12, 16, 36].map(endOf)).toEqual([1_000, 2_000, 64_000])
  expect(bucketOf(64_000)).toBe(36)
})
