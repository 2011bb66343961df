import { setTimeout as sleep } from 'node:timers/promises'
import type { HttpRequest } from '@patchbay/flow/command'
import { bulkhead } from 'cockatiel'
import { Agent, type Dispatcher, request } from 'undici'
import { type AllowedAddresses, readAllowed } from './allowed-addresses'
import { ForbiddenAddressError, guardedConnect, type Resolve } from './guarded-connect'
import { letGo, readBody, TooLargeError } from './read-body'

/** The most that is read of an answer, in bytes after unpacking, and of its head. */
export const answerLimits = { body: 128 * 1024, head: 16 * 1024, redirects: 3 } as const
/** Requests at once, and to one origin; more wait, and their time runs meanwhile. */
const atOnce = { all: 500, waiting: 10_000, origin: 50 } as const

export type HttpAnswer =
  | { kind: 'answered'; status: number; contentType: string; body: string }
  | { kind: 'timed-out' }
  | { kind: 'failed'; reason: FailureReason }

/** Why there is no answer. */
export type FailureReason = 'address' | 'forbidden-address' | 'unreachable' | 'unreadable' | 'too-large' | 'busy'

export type OutboundOptions = {
  /** Addresses that may be reached beside public ones, see `readAllowed`; none by default. */
  allowed?: AllowedAddresses
  userAgent?: string
  /** How names are looked up; by the system's resolver by default. */
  resolve?: Resolve
}

/** Answers that pass by themselves. */
const passing = new Set([429, 502, 503, 504])
const redirects = new Set([301, 302, 303, 307, 308])

/**
 * The way out for addresses that authors choose. It reaches public addresses only, holds every limit, and shares nothing with
 * the way to the carrier. `request` never rejects.
 */
export function createOutbound({ allowed = readAllowed(''), userAgent = 'Patchbay', resolve }: OutboundOptions = {}) {
  const agent = new Agent({
    connect: guardedConnect(allowed, 10_000, resolve),
    connections: atOnce.origin,
    pipelining: 1,
    maxHeaderSize: answerLimits.head,
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  const places = bulkhead(atOnce.all, atOnce.waiting)

  async function once(spec: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    let url = new URL(spec.url)
    let { method, body } = spec
    let own = spec.headers.map(({ name, value }) => [name, value])
    for (let followed = 0; ; followed++) {
      if (!isAddress(url)) return { kind: 'failed', reason: 'address' }
      const answer = await request(url, {
        dispatcher: agent,
        signal,
        method,
        body: body ?? null,
        headers: { 'user-agent': userAgent, accept: '*/*', 'accept-encoding': 'identity', ...Object.fromEntries(own) },
      })
      const next = followed < answerLimits.redirects ? redirectOf(answer, url) : null
      if (next === null || (next.origin !== url.origin && body !== undefined && answer.statusCode >= 307))
        return await read(answer)
      letGo(answer.body)
      if (answer.statusCode === 303 || (answer.statusCode < 303 && method === 'POST')) {
        method = 'GET'
        body = undefined
        own = own.filter(([name = '']) => !/^content-/i.test(name))
      }
      // Whatever the author sends along is for the host that the author named.
      if (next.origin !== url.origin) own = []
      url = next
    }
  }

  async function withRetries(spec: HttpRequest, signal: AbortSignal): Promise<HttpAnswer> {
    const tries = spec.method === 'POST' ? 1 : spec.retries + 1
    for (let tried = 1; ; tried++) {
      const answer = await once(spec, signal).catch((error: unknown) => faultOf(error, signal))
      const passes = answer.kind === 'answered' ? passing.has(answer.status) : isPassing(answer)
      if (!passes || tried >= tries) return answer
      try {
        await sleep(250 * 2 ** (tried - 1), undefined, { signal })
      } catch {
        return answer
      }
    }
  }

  return {
    /** Asks, within `spec.timeoutMs` for everything: waiting, redirects, tries and the answer to its last byte. */
    async request(spec: HttpRequest): Promise<HttpAnswer> {
      if (!URL.canParse(spec.url)) return { kind: 'failed', reason: 'address' }
      const signal = AbortSignal.timeout(spec.timeoutMs)
      try {
        return await places.execute(() => withRetries(spec, signal), signal)
      } catch (error) {
        if (signal.aborted) return { kind: 'timed-out' }
        return { kind: 'failed', reason: error instanceof TypeError ? 'address' : 'busy' }
      }
    },
    close: () => agent.destroy(),
  }
}

export type Outbound = ReturnType<typeof createOutbound>

/** A user and a password in an address end up in logs; they belong into a header. */
function isAddress(url: URL): boolean {
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.username === '' && url.password === ''
}

function redirectOf({ statusCode, headers }: Dispatcher.ResponseData, from: URL): URL | null {
  const { location } = headers
  if (!redirects.has(statusCode) || typeof location !== 'string' || !URL.canParse(location, from)) return null
  return new URL(location, from)
}

async function read({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<HttpAnswer> {
  const one = (name: string) => String(headers[name] ?? '')
  const contentType = one('content-type')
  const text = await readBody(body, one('content-encoding'), contentType, answerLimits.body)
  return { kind: 'answered', status: statusCode, contentType, body: text }
}

function isPassing(answer: HttpAnswer): boolean {
  return answer.kind === 'failed' && answer.reason === 'unreachable'
}

function faultOf(error: unknown, signal: AbortSignal): HttpAnswer {
  if (signal.aborted) return { kind: 'timed-out' }
  if (error instanceof ForbiddenAddressError) return { kind: 'failed', reason: 'forbidden-address' }
  if (error instanceof TooLargeError) return { kind: 'failed', reason: 'too-large' }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'UND_ERR_HEADERS_OVERFLOW') return { kind: 'failed', reason: 'too-large' }
  if (code === 'UND_ERR_INVALID_ARG' || error instanceof TypeError) return { kind: 'failed', reason: 'address' }
  if (/^(Z_|ERR_|HPE_|UND_ERR_RES)/.test(code)) return { kind: 'failed', reason: 'unreadable' }
  return { kind: 'failed', reason: 'unreachable' }
}
