import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startLocalPostgres } from '@patchbay/db/local-postgres'
import { createPool } from '@patchbay/db/pool'
import { readDocument } from '@patchbay/flow/migrate'
import { createHoiio } from '@patchbay/hoiio/client'
import { sign } from '@patchbay/hoiio/signature'
import pino from 'pino'
import { z } from 'zod'
import { createEngine } from '../src/engine'
import { createToken } from '../src/token'
import { uuidV7 } from '../src/uuid-v7'

/*
 * Measures the time from a notification's sending to the arrival of the next carrier request, on the demo flow, at a
 * steady rate. Real PostgreSQL (fsync on), real HTTP both ways, all in this one process and so on one core with it: the
 * carrier and the load are part of what is timed. Beside it, in the same run and at half that rate, a bare server that
 * keeps nothing and sends its request at once: what the machine itself takes.
 */

const stepsPerSecond = Number(process.argv[2] ?? 50)
const seconds = Number(process.argv[3] ?? 20)
const accessToken = 'bench'

const folder = await mkdtemp(join(tmpdir(), 'patchbay-bench-'))
const postgres = await startLocalPostgres({ dataDir: folder })
const pool = createPool(postgres.url)
const migrations = new URL('../../../prisma/migrations/', import.meta.url)
for (const name of (await readdir(migrations)).sort())
  if (/^\d/.test(name)) await pool.query(await readFile(new URL(`${name}/migration.sql`, migrations), 'utf8'))

/** When each session's next request arrived is told to whoever waits for it. */
const waiting = new Map<string, (notifyUrl: string) => void>()
const carrier = createServer((incoming, response) => {
  let body = ''
  incoming.on('data', (chunk) => {
    body += chunk
  })
  incoming.on('end', () => {
    const params = new URLSearchParams(body)
    const session = params.get('session') ?? ''
    waiting.get(session)?.(params.get('notify_url') ?? '')
    waiting.delete(session)
    response.setHeader('content-type', 'application/json').end('{"status":"success_ok"}')
  })
}).listen(0, '127.0.0.1')
await once(carrier, 'listening')

const webhook = createServer((incoming, response) => {
  const chunks: Buffer[] = []
  incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
  incoming.on('end', async () => {
    const url = new URL(incoming.url ?? '/', 'http://localhost')
    if (url.pathname === '/bare') {
      await hoiio.ivr.play(new URLSearchParams(Buffer.concat(chunks).toString()).get('session') ?? '', { msg: 'x' })
      return response.end()
    }
    const header = incoming.headers['x-hoiio-signature']
    const reply = await engine.notify({
      token: url.pathname.split('/').at(-1) ?? '',
      query: Object.fromEntries(url.searchParams),
      rawBody: Buffer.concat(chunks),
      signature: typeof header === 'string' ? header : undefined,
    })
    response.writeHead(reply.status).end()
  })
}).listen(0, '127.0.0.1')
await once(webhook, 'listening')

const portOf = (server: typeof webhook) => (server.address() as AddressInfo).port
const hoiio = createHoiio({ appId: 'bench', accessToken, baseUrl: `http://127.0.0.1:${portOf(carrier)}/open/` })
const publicUrl = `http://127.0.0.1:${portOf(webhook)}`
const engine = createEngine({ pool, hoiio, accessToken, publicUrl, log: pino({ level: 'warn' }) })

let sessions = 0
const numberToken = await seed()
await run(2)
const { steps, bare } = await run(seconds)
console.log(`${steps.length} steps at ${stepsPerSecond}/s on ${cpus().length} cores: ${summary(steps)}`)
console.log(`a bare server beside it: ${summary(bare)}`)

await engine.close()
await hoiio.close()
carrier.close()
webhook.close()
webhook.closeAllConnections()
carrier.closeAllConnections()
await pool.end()
await postgres.stop()
await rm(folder, { recursive: true, force: true })

async function seed(): Promise<string> {
  const example = z
    .object({ document: z.unknown() })
    .parse(JSON.parse(await readFile(new URL('../../../examples/auto-attendant.json', import.meta.url), 'utf8')))
  const read = readDocument(example.document)
  if (!read.ok) throw new Error(read.message)
  const [workspaceId, flowId, versionId, token] = [uuidV7(), uuidV7(), uuidV7(), createToken()]
  const json = JSON.stringify(read.document)
  await pool.query('INSERT INTO workspace (id, name) VALUES ($1, $2)', [workspaceId, 'Bench'])
  await pool.query('INSERT INTO flow (id, workspace_id, name, draft) VALUES ($1, $2, $3, $4)', [
    flowId,
    workspaceId,
    'Demo',
    json,
  ])
  await pool.query(
    'INSERT INTO flow_version (id, workspace_id, flow_id, number, document) VALUES ($1, $2, $3, 1, $4)',
    [versionId, workspaceId, flowId, json],
  )
  await pool.query('INSERT INTO phone_number (id, workspace_id, e164, token, version_id) VALUES ($1, $2, $3, $4, $5)', [
    uuidV7(),
    workspaceId,
    '+6531580000',
    token,
    versionId,
  ])
  return token
}

type Times = { steps: number[]; bare: number[] }

function summary(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(2)
  return `p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms`
}

/** Calls of two timed steps (ringing → gather, key 1 → transfer) and an end, spread evenly over so many seconds. */
async function run(lasting: number): Promise<Times> {
  const times: Times = { steps: [], bare: [] }
  const calls: Promise<void>[] = []
  const from = performance.now()
  const count = Math.round((lasting * stepsPerSecond) / 2)
  for (let i = 0; i < count; i++) {
    await sleep(Math.max(0, from + (i * 2_000) / stepsPerSecond - performance.now()))
    calls.push(call(times))
  }
  await Promise.all(calls)
  return times
}

async function call({ steps, bare }: Times): Promise<void> {
  sessions += 1
  const session = `S${sessions}`
  const first = await timed(steps, session, `${publicUrl}/hoiio/notify/${numberToken}`, {
    call_state: 'ringing',
    from: '+6511111111',
    to: '+6531580000',
    txn_ref: `AA-C-${sessions}`,
  })
  await sleep(500 + Math.random() * 500)
  const second = await timed(steps, session, first, { call_state: 'ongoing', digits: '1', ivr_block: 'gather' })
  await sleep(250 + Math.random() * 250)
  await timed(bare, session, `${publicUrl}/bare`, { call_state: 'ongoing' })
  await sleep(250)
  await notify(session, second, { call_state: 'ended', transfer_status: 'answered', duration: '1', debit: '0.036' })
}

async function timed(taken: number[], session: string, url: string, fields: Record<string, string>): Promise<string> {
  const arrived = new Promise<string>((resolve) => waiting.set(session, resolve))
  const sent = performance.now()
  const [notifyUrl] = await Promise.all([
    arrived.then((address) => {
      taken.push(performance.now() - sent)
      return address
    }),
    notify(session, url, fields),
  ])
  return notifyUrl
}

async function notify(session: string, url: string, fields: Record<string, string>): Promise<void> {
  const query = Object.fromEntries(new URL(url).searchParams)
  const body = new URLSearchParams({ session, ...fields, ...query }).toString()
  const outgoing = request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-hoiio-signature': sign(accessToken, body) },
  })
  outgoing.end(body)
  const [response] = await once(outgoing, 'response')
  response.resume()
  if (response.statusCode !== 200) throw new Error(`A notification was answered with ${response.statusCode}.`)
}
