import type { IncomingMessage, ServerResponse } from 'node:http'
import { isPassing } from '@patchbay/engine/database-fault'
import type { Engine } from '@patchbay/engine/engine'
import type { Logger } from 'pino'

/** A notification has about fifteen fields; the longest of them is an address of 4,000 characters. */
const largest = 256 * 1024
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
 */
export function createNotifyDoor(engine: Pick<Engine, 'notify'>, log: Logger): NotifyDoor {
  let closing = false

  function say(response: ServerResponse, status: number, message: string): void {
    if (response.destroyed) return
    const body = JSON.stringify({ message })
    response.setHeader('content-type', 'application/json; charset=utf-8')
    response.setHeader('content-length', Buffer.byteLength(body))
    if (status === 503) response.setHeader('retry-after', '1')
    if (closing || status === 413) response.setHeader('connection', 'close')
    response.statusCode = status
    response.end(body)
  }

  async function tell(request: IncomingMessage, response: ServerResponse, rawBody: Buffer): Promise<void> {
    const { token, query } = addressOf(request.url ?? '')
    const signature = request.headers['x-hoiio-signature']
    try {
      const { status, message } = await engine.notify({
        token,
        query,
        rawBody,
        signature: typeof signature === 'string' ? signature : undefined,
      })
      say(response, status, message)
    } catch (error) {
      log.error({ err: error }, 'a notification could not be taken')
      if (isPassing(error)) say(response, 503, 'The database is away. Say it again in a moment.')
      else say(response, 500, 'Something went wrong on the server.')
    }
  }

  return {
    takes: ({ method, url }) => method === 'POST' && url !== undefined && url.startsWith(prefix),
    answer(request, response) {
      const chunks: Buffer[] = []
      let size = 0
      request.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size <= largest) chunks.push(chunk)
      })
      request.on('end', () => {
        const [only] = chunks
        if (size > largest) say(response, 413, 'This is too large to be a notification.')
        else void tell(request, response, chunks.length === 1 && only ? only : Buffer.concat(chunks))
      })
      // Whoever breaks off has said nothing.
      request.on('error', () => undefined)
    },
    close() {
      closing = true
    },
  }
}

/** The secret part of the address and its own parameters; of one that is given twice, the last. */
function addressOf(url: string): { token: string; query: Record<string, string> } {
  const at = url.indexOf('?')
  if (at < 0) return { token: url.slice(prefix.length), query: {} }
  return { token: url.slice(prefix.length, at), query: Object.fromEntries(new URLSearchParams(url.slice(at + 1))) }
}
