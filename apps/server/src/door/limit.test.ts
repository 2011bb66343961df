import { expect, test } from 'vitest'
import { createLimit } from './limit'

test('what is within the limit passes, what is above waits for the rest of the while', async () => {
  const limit = createLimit(3, 1)
  expect([limit.take('a'), limit.take('a'), limit.wait('a'), limit.take('a')]).toEqual([null, null, null, null])
  expect([limit.wait('a'), limit.take('a'), limit.take('b')]).toEqual([1, 1, null])
  await expect.poll(() => limit.wait('a'), { timeout: 3_000 }).toBe(null)
  expect(limit.take('a')).toBe(null)
})

test('what costs more counts more', () => {
  const limit = createLimit(10, 60)
  expect(limit.take('a', 11)).toBe(60)
  expect(limit.take('b', 10)).toBe(null)
  expect(limit.take('b')).toBe(60)
})

test('a million keys take no more room than a few', () => {
  const limit = createLimit(1, 60)
  limit.take('first')
  const before = process.memoryUsage().heapUsed
  for (let key = 0; key < 1_000_000; key += 1) limit.take(`2001:db8:${key}`)
  expect(process.memoryUsage().heapUsed - before).toBeLessThan(150_000_000)
  expect(limit.wait('2001:db8:999999')).toBe(60)
  expect(limit.wait('first')).toBe(null)
})
