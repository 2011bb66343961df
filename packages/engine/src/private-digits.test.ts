import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { blocks } from '@patchbay/blocks/blocks'
import { callEventSchema, callSchema, newCall } from '@patchbay/flow/call'
import { compileFlow } from '@patchbay/flow/flow'
import { step } from '@patchbay/flow/step'
import { drawFlow } from '@patchbay/flow/testing'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { addNumber, addVersion, addWorkspace, startTestEngine, type TestEngine } from './testing'
import { uuidV7 } from './uuid-v7'

const digits = '73914682'
const told: string[] = []
let house: TestEngine
let web: Server
let url = ''

beforeAll(async () => {
  web = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      told.push(`${request.url} ${request.headers['x-pin']} ${body}`)
      response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ name: 'Mei', echo: digits, said: `PIN ${digits}`, number: Number(digits) }))
    })
  })
  await new Promise<void>((done) => web.listen(0, '127.0.0.1', done))
  url = `http://127.0.0.1:${(web.address() as AddressInfo).port}`
  house = await startTestEngine({ allow: '127.0.0.1' })
})
afterAll(async () => {
  await house.close()
  web.close()
})
beforeEach(async () => {
  await house.engine.idle()
  await house.pool.query('TRUNCATE workspace, call_event, call_private CASCADE')
  told.length = 0
  house.carrier.forget()
})

function document() {
  return drawFlow({
    start: { block: 'answer', to: { next: 'pin' } },
    pin: {
      block: 'gather',
      name: 'PIN',
      config: { message: 'PIN?', maxDigits: digits.length, private: true },
      to: { digits: 'look', other: 'bye', none: 'bye' },
    },
    look: {
      block: 'lookup',
      name: 'Customer',
      config: { table: 'pins', by: '{{ pin.digits }}' },
      to: { found: 'ask', 'not-found': 'bye' },
    },
    ask: {
      block: 'request',
      name: 'Ask',
      config: {
        method: 'POST',
        url: `${url}/check?pin={{ pin.digits }}`,
        headers: [{ name: 'X-Pin', value: '{{ pin.digits }}' }],
        body: 'json',
        data: [{ name: 'pin', value: '{{ pin.digits }}' }],
        keep: [
          { name: 'who', value: 'name' },
          { name: 'echo', value: 'echo' },
        ],
      },
      to: { success: 'hello', failed: 'bye' },
    },
    hello: {
      block: 'play',
      config: { message: 'Hello {{ customer.row.name }}. {{ pin.digits }}{{ digits }}' },
      to: { next: 'bye' },
    },
    bye: { block: 'hangup' },
  })
}

async function ring() {
  const workspaceId = await addWorkspace(house.pool)
  const tableId = uuidV7()
  const revision = uuidV7()
  await house.pool.query(
    `INSERT INTO lookup_table (id, workspace_id, key, name, columns, row_count, revision) VALUES ($1, $2, 'pins', 'PINs', '{pin,name}', 1, $3)`,
    [tableId, workspaceId, revision],
  )
  await house.pool.query('INSERT INTO lookup_row (table_id, revision, key, data) VALUES ($1, $2, $3, $4)', [
    tableId,
    revision,
    digits,
    { pin: digits, name: 'Mei' },
  ])
  const { versionId } = await addVersion(house.pool, workspaceId, document())
  const number = await addNumber(house.pool, workspaceId, versionId)
  await house.notify(number.token, { session: 'S1', call_state: 'ringing', from: '+6511111111', to: number.e164 })
  await house.engine.idle()
}

/** Everything that the database holds but the owner's own table of PINs. */
async function everything(): Promise<string> {
  const rows = await Promise.all(
    ['call', 'call_event', 'call_private', 'call_count', 'alert'].map(async (table) => {
      const { rows } = await house.pool.query(`SELECT t::text AS row FROM ${table} t`)
      return z
        .array(z.object({ row: z.string() }))
        .parse(rows)
        .map(({ row }) => row)
    }),
  )
  return rows.flat().join('\n')
}

test('private digits are looked up and sent during the call, stand nowhere, and are gone when it is over', async () => {
  await ring()
  await house.finishBlock({ digits })
  await house.engine.idle()
  expect(told).toEqual([`/check?pin=${digits} ${digits} {"pin":"${digits}"}`])
  const played = house.carrier.requests.find(({ path }) => path === 'ivr/middle/play')
  expect(played?.params.msg).toBe('Hello Mei. ')
  expect(await everything()).not.toContain(digits)
  expect((await house.pool.query('SELECT FROM call_private')).rowCount).toBe(1)

  // Told once more, and late: the same digits change nothing and are not kept either.
  const [call] = await house.calls()
  await house.notify(call?.token ?? '', { session: 'S1', call_state: 'ongoing', digits }, { step: '9' })
  await house.notify(call?.token ?? '', { session: 'S1', call_state: 'ongoing', digits }, { step: '1' })
  expect(await everything()).not.toContain(digits)

  await house.notify(call?.token ?? '', { session: 'S1', call_state: 'ended' })
  await house.engine.idle()
  await house.engine.forgetPrivate()
  expect((await house.pool.query('SELECT FROM call_private')).rowCount).toBe(0)
  expect(await everything()).not.toContain(digits)
})

test('what was written down walks the same way again, without the digits', async () => {
  await ring()
  await house.finishBlock({ digits })
  await house.engine.idle()
  const { rows } = await house.pool.query('SELECT event FROM call_event ORDER BY seq')
  const events = z.array(z.object({ event: callEventSchema })).parse(rows)
  const flow = compileFlow(blocks, document())
  const last = events.reduce(
    (call, { event }) => step(flow, call, event).call,
    newCall('incoming', '+6511111111', '+6531580000'),
  )
  const stored = await house.pool.query('SELECT state FROM call')
  expect(last).toEqual(callSchema.parse(z.tuple([z.object({ state: z.json() })]).parse(stored.rows)[0].state))
})
