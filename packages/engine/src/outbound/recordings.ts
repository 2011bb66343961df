import type { Readable } from 'node:stream'
import { Agent, interceptors, request } from 'undici'
import type { AllowedAddresses } from './allowed-addresses'
import { guardedConnect } from './guarded-connect'

/** A recording as the carrier gives it, or a part of it. The body must be read or destroyed. */
export type FetchedRecording = {
  status: 200 | 206
  contentType: string
  length: string | undefined
  range: string | undefined
  body: Readable
}

const patienceMs = 15_000

/**
 * Fetches recordings from where the carrier keeps them. The address came with a notification, so it is held to the same
 * rules as addresses that authors choose: see `guardedConnect`.
 */
export function createRecordings(allowed: AllowedAddresses) {
  const agent = new Agent({
    connect: guardedConnect(allowed, patienceMs),
    connections: 20,
    headersTimeout: patienceMs,
    bodyTimeout: patienceMs,
  })
  const following = agent.compose(interceptors.redirect({ maxRedirections: 3 }))
  return {
    /** `range` is the asker's own Range header. Null where the carrier has no such recording, or can't be reached. */
    async fetch(address: string, range: string | undefined, signal: AbortSignal): Promise<FetchedRecording | null> {
      if (!/^https?:\/\//i.test(address) || !URL.canParse(address)) return null
      const answer = await request(address, {
        dispatcher: following,
        signal,
        headers: { accept: 'audio/*', 'accept-encoding': 'identity', ...(range === undefined ? {} : { range }) },
      }).catch(() => null)
      if (!answer) return null
      const { statusCode, headers, body } = answer
      if (statusCode !== 200 && statusCode !== 206) {
        body.on('error', () => undefined).destroy()
        return null
      }
      const one = (name: string) => (typeof headers[name] === 'string' ? headers[name] : undefined)
      return {
        status: statusCode,
        contentType: one('content-type') ?? '',
        length: one('content-length'),
        range: one('content-range'),
        body,
      }
    },
    close: () => agent.destroy(),
  }
}

export type Recordings = ReturnType<typeof createRecordings>
