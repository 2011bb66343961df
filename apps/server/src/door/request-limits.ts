import type { FastifyReply, FastifyRequest } from 'fastify'
import { countedAs } from './client-address'
import { createLimit, type Limit } from './limit'
import { refusalBody } from './refusal'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What a route costs more than a request's work for: it has a limit of its own beside that of all requests. */
    costs?: 'upload' | 'export'
  }
}

/**
 * The routes that ask the server for work. Pages and their files are not counted, nor is what only the carrier fetches. A route, and not the
 * address that was asked: that has many spellings (`/%74rpc`, `http://anything/trpc`).
 */
const counted = /^\/(?:w\/:workspace\/)?(trpc|files|api|simulator)(?:\/|$)/

const perMinute = { upload: 60, export: 60 }

/**
 * Counts requests by the address that they come from, and refuses with 429, `Retry-After` and a sentence what is too much. A
 * batch counts as what is in it. `requestsPerMinute`: of all kinds together.
 */
export function requestLimits(requestsPerMinute: number) {
  const all = createLimit(requestsPerMinute, 60)
  const costly = { upload: createLimit(perMinute.upload, 60), export: createLimit(perMinute.export, 60) }
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const { url: route = '', config } = request.routeOptions
    if (!counted.test(route)) return undefined
    const address = countedAs(request.ip)
    const { costs } = config ?? {}
    const wait = all.take(address, procedures(request.url)) ?? (costs ? costly[costs].take(address) : null)
    return wait === null ? undefined : refuseTooMany(request, reply, wait)
  }
}

/**
 * For routes that need to know who asks before they can count: `limit` is counted by `keyOf` (an account, an API key), or not
 * at all where that is null. To be hung into the routes after what finds out who it is.
 */
export function limitedBy(limit: Limit, keyOf: (request: FastifyRequest) => string | null) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const key = keyOf(request)
    const wait = key === null ? null : limit.take(key)
    return wait === null ? undefined : refuseTooMany(request, reply, wait)
  }
}

/** The one way in which too much is refused. `seconds`: when to come back. */
export function refuseTooMany(request: FastifyRequest, reply: FastifyReply, seconds: number): FastifyReply {
  const message = tooManySentence(seconds)
  return reply
    .status(429)
    .header('retry-after', seconds)
    .send(refusalBody(request, { status: 429, userCode: 'too-many', message, retryAfter: seconds }))
}

export function tooManySentence(seconds: number): string {
  const when =
    seconds < 100 ? `${seconds} ${seconds === 1 ? 'second' : 'seconds'}` : `${Math.ceil(seconds / 60)} minutes`
  return `That was too much at once. Try again in ${when}.`
}

/** How many procedures a request calls: tRPC's client sends several as one, their names separated by commas. */
function procedures(url: string): number {
  const at = url.indexOf('?')
  return (at < 0 ? url : url.slice(0, at)).split(/,|%2c/i).length
}
