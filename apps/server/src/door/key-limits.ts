import { hashOfKey, keyInHeaders } from '@patchbay/api/keys/key-text'
import { tooMany } from '@patchbay/api/refusals'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { createLimit } from './limit'

/** More than a program needs that does its work, and less than one that runs wild takes from others. */
export const perMinute = 600

/**
 * Counts requests by the API key that they come with, wherever they come from, before anybody looks it up. What is too much is refused
 * with 429 and `Retry-After`, in the form of the route that was asked. A batch counts as what is in it.
 */
export function keyLimits() {
  const limit = createLimit(perMinute, 60)
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const text = keyInHeaders(request.headers)
    if (text === null) return
    const [path = ''] = request.url.split('?')
    const wait = limit.take(hashOfKey(text), path.split(/,|%2c/i).length)
    if (wait === null) return
    reply.header('retry-after', wait)
    throw tooMany(wait)
  }
}
