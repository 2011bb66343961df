import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'undici'
import type { Attack } from '../attacks/attack'

export type Told = { status: number; headers: string; body: string; ms: number }

const patienceMs = 30_000
const streamMs = 120
const garbageMs = 250
/** So much of an answer is looked through. */
const most = 3_000_000

export type Lane = {
  /** Sends an attack and gives what came back; null where nothing had to. Rejects where no answer came in time. */
  send: (attack: Attack, headers: Record<string, string>) => Promise<Told | null>
  close: () => Promise<void>
}

/** One of many who ask at once, each from a loopback address of its own, so that limits by address are not what is tested. */
export function createLane(port: number, at: number): Lane {
  const localAddress = process.platform === 'linux' ? `127.0.0.${2 + (at % 250)}` : '127.0.0.1'
  const create = () =>
    new Client(`http://127.0.0.1:${port}`, {
      localAddress,
      headersTimeout: patienceMs,
      bodyTimeout: patienceMs,
      pipelining: 1,
    })
  let client = create()

  async function request(attack: Extract<Attack, { method: string }>, headers: Record<string, string>): Promise<Told> {
    const began = performance.now()
    const leave = new AbortController()
    const timer = setTimeout(() => leave.abort(), patienceMs)
    try {
      const answer = await client.request({
        method: attack.method,
        path: attack.path,
        headers: { host: `localhost:${port}`, ...headers, ...attack.headers },
        body: attack.body,
        signal: leave.signal,
      })
      const type = String(answer.headers['content-type'] ?? '')
      const goesOn = attack.stream === true && /event-stream|jsonl/.test(type)
      const body = goesOn ? await firstOf(answer.body, leave) : await wholeOf(answer.body)
      return { status: answer.statusCode, headers: JSON.stringify(answer.headers), body, ms: performance.now() - began }
    } finally {
      clearTimeout(timer)
    }
  }

  return {
    async send(attack, headers) {
      if ('bytes' in attack) return sendBytes(port, localAddress, attack.bytes)
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await request(attack, headers)
        } catch (error) {
          client.destroy().catch(() => undefined)
          client = create()
          if (!isClosed(error)) throw error
          // It may be the one before that the server ended the connection after.
          if (attempt === 1) continue
          // Where a server closes after it refused a body, what is still being sent has nobody to go to.
          if (attack.body !== null) return null
          throw error
        }
      }
    },
    close: () => client.destroy(),
  }
}

function isClosed(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return code === 'UND_ERR_SOCKET' || code === 'ECONNRESET' || code === 'EPIPE'
}

async function wholeOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    if (size < most) chunks.push(chunk)
    size += chunk.length
  }
  return Buffer.concat(chunks).toString()
}

/** What a stream says in its first moments. */
async function firstOf(body: AsyncIterable<Uint8Array>, leave: AbortController): Promise<string> {
  let text = ''
  const reading = (async () => {
    for await (const chunk of body) text += Buffer.from(chunk).toString()
  })().catch(() => undefined)
  await Promise.race([reading, sleep(streamMs)])
  leave.abort()
  await reading
  return text
}

/** Bytes as they are; some of them are never answered, since they only begin to say something. */
function sendBytes(port: number, localAddress: string, bytes: Uint8Array): Promise<Told | null> {
  return new Promise((resolve) => {
    const began = performance.now()
    let said = ''
    const socket = connect({ port, host: '127.0.0.1', localAddress })
    const end = () => {
      clearTimeout(timer)
      socket.destroy()
      if (said === '') return resolve(null)
      const status = Number(/^HTTP\/1\.\d (\d{3})/.exec(said)?.[1] ?? 0)
      const at = said.indexOf('\r\n\r\n')
      resolve({ status, headers: said.slice(0, at), body: said.slice(at), ms: performance.now() - began })
    }
    const timer = setTimeout(end, garbageMs)
    socket.on('data', (chunk: Buffer) => {
      said = (said + chunk.toString('latin1')).slice(0, most)
    })
    socket.on('error', () => undefined)
    socket.on('close', end)
    socket.write(bytes)
  })
}
