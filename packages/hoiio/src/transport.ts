import { Pool } from 'undici'
import { HoiioError } from './error'
import { answerSchema, HoiioResult } from './result'

export type Parameters = Record<string, string | number | undefined>
export type Send = (path: string, parameters?: Parameters) => Promise<HoiioResult>

export type TransportOptions = {
  baseUrl: string
  appId: string
  accessToken: string
  /** For the whole of a request, in milliseconds. */
  timeoutMs: number
  maxConnections: number
}

/** An answer is a small JSON object; a page of 100 calls has about 40 kB. */
const largestAnswer = 1_000_000

/**
 * Sends form-encoded POSTs over a pool of kept connections. Empty parameters are left out: to the carrier they are the
 * same as absent ones. Throws a `HoiioError` for what goes wrong on the way; a refusal is a result.
 */
export function createTransport(options: TransportOptions): { send: Send; close: () => Promise<void> } {
  const base = new URL(options.baseUrl.endsWith('/') ? options.baseUrl : `${options.baseUrl}/`)
  const pool = new Pool(base.origin, {
    connections: options.maxConnections,
    keepAliveTimeout: 30_000,
    connect: { timeout: options.timeoutMs },
  })

  const send: Send = async (path, parameters = {}) => {
    const form = new URLSearchParams({ app_id: options.appId, access_token: options.accessToken })
    for (const [name, value] of Object.entries(parameters))
      if (value !== undefined && value !== '') form.set(name, String(value))
    const text = await post(path, form.toString())
    const parsed = answerSchema.safeParse(parseJson(text))
    if (!parsed.success) throw new HoiioError('unreadable_answer', path, true, { cause: parsed.error })
    return new HoiioResult(path, parsed.data)
  }

  async function post(path: string, body: string): Promise<string> {
    try {
      const answer = await pool.request({
        method: 'POST',
        path: `${base.pathname}${path}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
        body,
        signal: AbortSignal.timeout(options.timeoutMs),
      })
      const chunks: Buffer[] = []
      let size = 0
      for await (const chunk of answer.body) {
        const bytes = Buffer.from(chunk)
        size += bytes.length
        if (size > largestAnswer) throw new HoiioError('unreadable_answer', path, true)
        chunks.push(bytes)
      }
      return Buffer.concat(chunks).toString('utf8')
    } catch (error) {
      if (error instanceof HoiioError) throw error
      const refused = errorCode(error) === 'ECONNREFUSED' || errorCode(error) === 'ENOTFOUND'
      const late = errorCode(error).includes('TIMEOUT') || (error instanceof Error && error.name === 'TimeoutError')
      throw new HoiioError(late ? 'timeout' : 'unreachable', path, !refused, { cause: error })
    }
  }

  return { send, close: () => pool.close() }
}

function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
