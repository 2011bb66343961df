import { TRPCClientError } from '@trpc/client'
import { expect, test } from 'vitest'
import { retryAfterMs } from './retry-after'

const failed = (code: string, details: unknown) =>
  TRPCClientError.from({ error: { message: 'No.', code: -32_600, data: { code, httpStatus: 429, details } } })

test('what was too much says when to come back', () => {
  expect(retryAfterMs(failed('TOO_MANY_REQUESTS', { retryAfter: 12 }))).toBe(12_000)
})

test.each([
  failed('TOO_MANY_REQUESTS', null),
  failed('BAD_REQUEST', { retryAfter: 12 }),
  new Error('Failed to fetch'),
  null,
])('nothing else does', (error) => expect(retryAfterMs(error)).toBe(null))
