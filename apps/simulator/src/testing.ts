import { createHmac } from 'node:crypto'
import { createServer } from 'node:http'
import { Agent, request } from 'undici'
import { z } from 'zod'
import type { SimulatorSettings } from './settings'
import { createSimulator } from './simulator'

export const first = { appId: 'one', accessToken: 'secret-one', numbers: ['+6531580000', '+6531580001'] }
export const second = { appId: 'two', accessToken: 'secret-two', numbers: ['+6531580009'] }
export const caller = '+6591234567'

export type Told = { body: Record<string, string>; raw: string; signature: string; path: string; type: string }

export const answerSchema = z.looseObject({ status: z.string() })
const placedSchema = z.object({ session: z.string(), txn_ref: z.string() })
const entrySchema = z.looseObject({ type: z.string() })
const callSchema = z.looseObject({
  session: z.string(),
  txn_ref: z.string(),
  state: z.string(),
  running: z.string().nullable(),
  leg: z.string().nullable(),
  transcript: z.array(entrySchema),
})

/**
 * A simulator that listens, with two accounts, and a program beside it that is told of everything. Speaks plain HTTP: it
 * must not share a mistake with a client.
 */
export async function startBench(settings: Partial<SimulatorSettings> = {}) {
  const simulator = createSimulator({ speed: 0, accounts: [first, second], ...settings })
  const root = await simulator.listen()
  const dispatcher = new Agent({ connections: 16 })
  const told: Told[] = []
  const listeners = new Set<(one: Told) => void>()
  const program = createServer((incoming, reply) => {
    const chunks: Buffer[] = []
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
    incoming.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8')
      const one = {
        body: Object.fromEntries(new URLSearchParams(raw)),
        raw,
        signature: String(incoming.headers['x-hoiio-signature']),
        path: incoming.url ?? '',
        type: String(incoming.headers['content-type']),
      }
      reply.end('ok')
      told.push(one)
      for (const listener of listeners) listener(one)
    })
  })
  await new Promise<void>((resolve) => program.listen(0, '127.0.0.1', resolve))
  const address = program.address()
  if (address === null || typeof address === 'string') throw new Error('The program has no port.')
  const here = `http://127.0.0.1:${address.port}`

  const send = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: string, type?: string) => {
    const answer = await request(`${root}${path}`, {
      method,
      dispatcher,
      ...(body === undefined ? {} : { body, headers: { 'content-type': type ?? 'application/x-www-form-urlencoded' } }),
    })
    return { status: answer.statusCode, headers: answer.headers, bytes: Buffer.from(await answer.body.arrayBuffer()) }
  }
  const open = async (path: string, params: Record<string, string> = {}, account = first) => {
    const form = new URLSearchParams({ app_id: account.appId, access_token: account.accessToken, ...params })
    const { bytes } = await send('POST', `/open/${path}`, form.toString())
    return answerSchema.parse(JSON.parse(bytes.toString()))
  }
  const control = async (method: 'GET' | 'POST', path: string, body?: unknown) => {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const answer = await send(method, `/control/${path}`, text, 'application/json')
    const json: unknown = JSON.parse(answer.bytes.toString())
    return { status: answer.status, json }
  }
  const call = async (session: string) => callSchema.parse((await control('GET', `calls/${session}`)).json)
  const act = (session: string, what: string, body: unknown = {}) => control('POST', `calls/${session}/${what}`, body)

  /** The first notification that fits, also one that came before; fails after 5 s. */
  const notified = (fits: (one: Told) => boolean): Promise<Told> =>
    new Promise((resolve, reject) => {
      const look = () => {
        const found = told.find(fits)
        if (!found) return
        clearTimeout(timer)
        listeners.delete(look)
        resolve(found)
      }
      const timer = setTimeout(() => {
        listeners.delete(look)
        reject(new Error(`Not told. Told so far: ${JSON.stringify(told.map((one) => one.body))}`))
      }, 5_000)
      listeners.add(look)
      look()
    })
  const ofBlock = (session: string, block: string, state?: string) =>
    notified(
      ({ body }) =>
        body.session === session && body.ivr_block === block && (state === undefined || body.call_state === state),
    )

  return {
    root,
    here,
    told,
    listeners,
    send,
    open,
    control,
    call,
    act,
    notified,
    ofBlock,
    forward: (number = '+6531580000', path = '/incoming') =>
      open('number/update_forwarding', { number, forward_to: `${here}${path}` }),
    /** Rings a number, as a caller. */
    ring: async (to = '+6531580000', from = caller) =>
      placedSchema.parse((await control('POST', 'calls', { from, to })).json),
    /** Rings somebody, as the program; they pick up. */
    dial: async (params: Record<string, string> = {}) => {
      const reply = placedSchema.parse(
        await open('ivr/start/dial', { dest: caller, notify_url: `${here}/d`, ...params }),
      )
      await act(reply.session, 'leg', { outcome: 'answered' })
      return reply
    },
    spoken: async (session: string) =>
      (await call(session)).transcript.flatMap((entry) => (entry.type === 'spoken' ? [entry.text] : [])),
    close: async () => {
      await simulator.close()
      await dispatcher.destroy()
      program.closeAllConnections()
      await new Promise((resolve) => program.close(resolve))
    },
  }
}

export type Bench = Awaited<ReturnType<typeof startBench>>

/** The signature, computed here once more from the documents. */
export function expectedSignature(raw: string, key = first.accessToken): string {
  return createHmac('sha256', key).update(raw, 'utf8').digest('hex')
}
