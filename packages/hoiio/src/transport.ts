import { stringify } from 'node:querystring'
import { type buildConnector, Pool } from 'undici'
import { HoiioError } from './error'
import { answerSchema, HoiioResult } from './result'

export type Parameters = Record<string, string | number | undefined>
export type Send = (path: string, parameters?: Parameters) => Promise<HoiioResult>

export type Connector = buildConnector.connector

export type TransportOptions = {
  baseUrl: string
  appId: string
  accessToken: string
  /** For the whole of a request, in milliseconds. */
  timeoutMs: number
  maxConnections: number
  connect: Connector | undefined
}

/** An answer is a small JSON object; a page of 100 calls has about 40 kB. */
const largestAnswer = 1_000_000

const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }

class Late extends Error {}
class TooLarge extends Error {}

/**
 * Sends form-encoded POSTs over a pool of kept connections. Empty parameters are left out: to the carrier they are the
 * same as absent ones. Throws a `HoiioError` for what goes wrong on the way; a refusal is a result.
 */
export function createTransport(options: TransportOptions): { send: Send; close: () => Promise<void> } {
  const base = new URL(options.baseUrl.endsWith('/') ? options.baseUrl : `${options.baseUrl}/`)
  const pool = new Pool(base.origin, {
    connections: options.maxConnections,
    keepAliveTimeout: 30_000,
    connect: options.connect ?? { timeout: options.timeoutMs },
  })
  const account = stringify({ app_id: options.appId, access_token: options.accessToken })

  const send: Send = async (path, parameters = {}) => {
    let form = account
    for (const name in parameters) {
      const value = parameters[name]
      if (value !== undefined && value !== '') form += `&${name}=${encodeURIComponent(value)}`
    }
    const text = await post(path, form).catch((error: unknown) => {
      throw asHoiioError(error, path)
    })
    const parsed = answerSchema.safeParse(parseJson(text))
    if (!parsed.success) throw new HoiioError('unreadable_answer', path, true, { cause: parsed.error })
    return new HoiioResult(path, parsed.data)
  }

  /**
   * Resolves with the answer's text. It is `dispatch` and not `request`: an answer of one chunk needs no stream, and a
   * request a step needs no signal of its own.
   */
  function post(path: string, body: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = []
      let size = 0
      let failed: Error | undefined
      let abort: ((reason: Error) => void) | undefined
      const timer = setTimeout(() => fail(new Late()), options.timeoutMs)
      const fail = (error: Error) => {
        clearTimeout(timer)
        failed ??= error
        reject(error)
        abort?.(error)
      }
      pool.dispatch(
        { method: 'POST', path: `${base.pathname}${path}`, headers, body },
        {
          onRequestStart(controller) {
            abort = (reason) => controller.abort(reason)
            // It was given up while it waited for a connection: now it must not leave any more.
            if (failed) controller.abort(failed)
          },
          onResponseStart: () => undefined,
          onResponseData(_, chunk) {
            size += chunk.length
            if (size > largestAnswer) fail(new TooLarge())
            else chunks.push(chunk)
          },
          onResponseEnd() {
            clearTimeout(timer)
            const [only] = chunks
            resolve((chunks.length === 1 && only ? only : Buffer.concat(chunks)).toString('utf8'))
          },
          onResponseError: (_, error) => failed ?? fail(error),
        },
      )
    })
  }

  return { send, close: () => pool.close() }
}

/** Nobody was there, nobody may go there, or this client is closed. */
const neverLeft = new Set(['ECONNREFUSED', 'ENOTFOUND', 'FORBIDDEN_ADDRESS', 'UND_ERR_CLOSED'])

function asHoiioError(error: unknown, path: string): HoiioError {
  if (error instanceof TooLarge) return new HoiioError('unreadable_answer', path, true)
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const refused = neverLeft.has(code)
  const late = error instanceof Late || code.includes('TIMEOUT')
  return new HoiioError(late ? 'timeout' : 'unreachable', path, !refused, { cause: error })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
