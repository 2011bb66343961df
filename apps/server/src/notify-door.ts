import type { IncomingMessage, ServerResponse } from 'node:http'
import { isPassing } from '@patchbay/engine/database-fault'
import type { Engine } from '@patchbay/engine/engine'
import { isSignature } from '@patchbay/hoiio/signature'
import type { Logger } from 'pino'
import { clientAddress, countedAs, type Trust } from './door/client-address'
import { createLimit } from './door/limit'
import { tooManySentence } from './door/request-limits'
import { createUnfinishedBodies } from './unfinished-bodies'

/** A notification has about fifteen fields; the longest of them is an address of 4,000 characters. */
const largest = 64 * 1024
/** So many notifications that are not the carrier's are answered for one address in a minute, before it is told to stop. */
const mostForged = 60
const prefix = '/hoiio/notify/'

export type NotifyDoor = {
  /** Whether a request is a notification, and so for `answer`. */
  takes: (request: IncomingMessage) => boolean
  answer: (request: IncomingMessage, response: ServerResponse) => void
  /** From now on, no connection is kept. */
  close: () => void
}

/**
 * The carrier's door: `POST /hoiio/notify/:token`. It stands before the web framework, whose work would be a tenth of a
 * step's. The body is kept as it came, byte for byte: the signature is over exactly that.
 *
 * Only what is signed is taken, but for accounts whose carrier does not sign. What is refused is counted by address, and from a number
 * on answered 429, without a look where nothing is signed; what is signed is never refused for what others sent, even from the same
 * address. `trust`: who is believed to say whose that is.
 */
export function createNotifyDoor(
  engine: Pick<Engine, 'notify'>,
  { log, trust }: { log: Logger; trust: Trust },
): NotifyDoor {
  const forged = createLimit(mostForged, 60)
  const unfinished = createUnfinishedBodies((response) =>
    say(response, 408, 'This notification took too long to come in.'),
  )
  let closing = false

  function say(response: ServerResponse, status: number, message: string): void {
    if (response.destroyed) return
    const body = JSON.stringify({ message })
    response.setHeader('content-type', 'application/json; charset=utf-8')
    response.setHeader('content-length', Buffer.byteLength(body))
    response.setHeader('x-content-type-options', 'nosniff')
    response.setHeader('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
    if (status === 503) response.setHeader('retry-after', '1')
    if (closing || status === 408 || status === 413 || status === 429) response.setHeader('connection', 'close')
    response.statusCode = status
    response.end(body)
  }

  const addressed = (request: IncomingMessage) => countedAs(clientAddress(request, trust))

  /** To whoever is not the carrier. */
  function refuse(request: IncomingMessage, response: ServerResponse): void {
    const wait = forged.take(addressed(request))
    if (wait === null) return say(response, 401, 'Nobody has this address, or this is not its carrier’s signature.')
    response.setHeader('retry-after', wait)
    say(response, 429, tooManySentence(wait))
  }

  async function tell(
    request: IncomingMessage,
    response: ServerResponse,
    { rawBody, signature }: { rawBody: Buffer; signature: string | undefined },
  ): Promise<void> {
    const { token, query } = addressOf(request.url ?? '')
    try {
      const { status, message } = await engine.notify({ token, query, rawBody, signature })
      if (status === 401) refuse(request, response)
      else say(response, status, message)
    } catch (error) {
      log.error({ err: error }, 'a notification could not be taken')
      if (isPassing(error)) say(response, 503, 'The database is away. Say it again in a moment.')
      else say(response, 500, 'Something went wrong on the server.')
    }
  }

  return {
    takes: ({ method, url }) => method === 'POST' && url !== undefined && url.startsWith(prefix),
    answer(request, response) {
      const signature = request.headers['x-hoiio-signature']
      const unsigned = signature === undefined
      if (unsigned ? forged.wait(addressed(request)) !== null : !isSignature(signature))
        return refuse(request, response)
      const chunks: Buffer[] = []
      let size = 0
      unfinished.begin(request, response)
      request.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size <= largest) chunks.push(chunk)
        else chunks.length = 0
      })
      request.on('end', () => {
        unfinished.end(request)
        const [only] = chunks
        if (size > largest) return say(response, 413, 'This is too large to be a notification.')
        const rawBody = chunks.length === 1 && only ? only : Buffer.concat(chunks)
        void tell(request, response, { rawBody, signature: unsigned ? undefined : String(signature) })
      })
      request.on('close', () => unfinished.end(request))
      // Whoever breaks off has said nothing.
      request.on('error', () => undefined)
    },
    close() {
      closing = true
      unfinished.close()
    },
  }
}

/** The secret part of the address and its own parameters; of one that is given twice, the last. */
function addressOf(url: string): { token: string; query: Record<string, string> } {
  const at = url.indexOf('?')
  if (at < 0) return { token: url.slice(prefix.length), query: {} }
  return { token: url.slice(prefix.length, at), query: Object.fromEntries(new URLSearchParams(url.slice(at + 1))) }
}
