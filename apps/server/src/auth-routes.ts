import { setTimeout } from 'node:timers/promises'
import type { Auth } from '@patchbay/api/auth/auth'
import { addressHeader, authPath } from '@patchbay/api/auth/auth-address'
import { tellPlainly } from '@patchbay/api/auth/tell-plainly'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** What belongs to a connection and not to the request, and what only we may say. */
const ours =
  /^(connection|keep-alive|transfer-encoding|content-length|upgrade|host|forwarded|x-forwarded-.*|x-real-ip|via)$/

/** Nothing of ours is longer; a passkey's answer is the longest. */
const largestBody = 64 * 1024
/** In characters. A provider's answer has about 1,000; what is wrong with it is repeated where one is led, which must fit into a header. */
const longestAddress = 4_000

/**
 * Signing in and out, sessions, second factors, passkeys: better-auth, under `/api/auth`. It is told the address that people know us
 * by, never the one that a request names, and where a request comes from in a header that nobody else can set.
 */
export function authRoutes(auth: Auth) {
  const { origin } = new URL(auth.appUrl)
  return async (app: FastifyInstance): Promise<void> => {
    app.route({
      method: ['GET', 'POST'],
      url: `${authPath}/*`,
      bodyLimit: largestBody,
      handler: async (request, reply) => {
        if (request.url.length > longestAddress)
          return reply.status(414).send({ message: 'This address is too long.', code: 'VALIDATION_ERROR' })
        const asked = asRequest(request, origin)
        if (asked === null)
          return reply.status(400).send({ message: 'Use no invisible characters.', code: 'VALIDATION_ERROR' })
        const [answer] = await Promise.all([auth.answer(asked), evened(request)])
        return send(reply, await tellPlainly(answer))
      },
    })
  }
}

const evenMs = 300

/** Asking for a new password takes as long for an address that nobody has, so that nobody learns from it who has an account. */
async function evened(request: FastifyRequest): Promise<void> {
  if (pathOf(request).startsWith(`${authPath}/request-password-reset`)) await setTimeout(evenMs)
}

/** Whoever opens a page stays signed in for two more weeks. A page is served whatever becomes of that. */
export function staySignedIn(auth: Auth) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (request.method !== 'GET' || !request.headers.cookie) return
    if (!(request.headers.accept ?? '').includes('text/html') || request.url.startsWith(authPath)) return
    const cookies = await auth.renew(new Headers({ cookie: request.headers.cookie })).catch(() => [])
    if (cookies.length > 0) reply.header('set-cookie', cookies)
  }
}

/** Path and query, also of a request that names a whole address (`GET http://elsewhere/api/auth/ok`), which HTTP allows. */
function pathOf({ url }: FastifyRequest): string {
  return url.replace(/^https?:\/\/[^/?]*/i, '')
}

/** Null: something in it can’t be kept in a database, and nobody can see it. */
function asRequest(request: FastifyRequest, origin: string): Request | null {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (ours.test(name) || value === undefined) continue
    headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  headers.set(addressHeader, request.ip)
  const body = request.method === 'POST' ? JSON.stringify(request.body ?? {}) : null
  if (`${request.url}${body}`.match(/%00|\\u0000/i)) return null
  if (body !== null) headers.set('content-type', 'application/json')
  return new Request(`${origin}${pathOf(request)}`, { method: request.method, headers, body })
}

async function send(reply: FastifyReply, answer: Response): Promise<FastifyReply> {
  reply.status(answer.status)
  for (const [name, value] of answer.headers)
    if (name !== 'set-cookie' && name !== 'content-length') reply.header(name, value)
  const cookies = answer.headers.getSetCookie()
  if (cookies.length > 0) reply.header('set-cookie', cookies)
  reply.header('cache-control', 'no-store')
  return reply.send(Buffer.from(await answer.arrayBuffer()))
}
