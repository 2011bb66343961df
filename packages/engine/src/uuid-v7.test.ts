import { expect, test } from 'vitest'
import { uuidV7 } from './uuid-v7'

test('is a version 7 UUID that sorts by its time', () => {
  const early = uuidV7(1_000_000_000_000)
  expect(early).toMatch(/^00e8d4a5-1000-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  expect(uuidV7(1_000_000_000_001) > early).toBe(true)
  expect(uuidV7()).not.toBe(uuidV7())
})
