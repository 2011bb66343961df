import { setTimeout as sleep } from 'node:timers/promises'
import { createTableReader } from '@patchbay/engine/table-reader'
import { z } from 'zod'
import { startDatabase } from './house/database'
import { startPatchbay } from './house/process'
import { residentOf } from './house/usage'

/* `npm run bench:tables`: a table of 100,000 rows is imported, replaced, and looked up in. */

const rows = 100_000
const lookUps = 20_000
const headers = { 'content-type': 'text/csv' }
const imported = z.object({ id: z.string(), rowCount: z.literal(rows) })
const workspaces = z.tuple([z.object({ id: z.string() })])

const key = (at: number) => `+65${String(30_000_000 + at * 37)}`
const csv = `phone,name,extension,note\n${Array.from({ length: rows }, (_, at) => `${key(at)},Caller ${at},${at % 1_000},"Rang in, and was glad"`).join('\n')}\n`

const database = await startDatabase()
// No call is made, so no carrier is needed.
const patchbay = await startPatchbay(database.url, 'http://127.0.0.1:9')
try {
  console.log(`${rows.toLocaleString('en')} rows, ${(csv.length / 1e6).toFixed(1)} MB of CSV`)
  const { id } = await measured('import, phone numbers', 'POST', '?key=callers&name=Callers&keyKind=phone')
  await measured('replace, texts', 'PUT', `/${id}`)
  await measured('replace, phone numbers', 'PUT', `/${id}?keyKind=phone`)
  await download(id)
  const [workspace] = workspaces.parse((await database.pool.query('SELECT id FROM workspace')).rows)
  const reader = createTableReader(database.pool)
  const found = (at: number) => reader.row(workspace.id, 'callers', key((at * 7_919) % rows))
  await times(found, 1_000)
  report('look-up, one at a time', await times(found, lookUps))
  report(
    'look-up of a key that is not there',
    await times((at) => reader.row(workspace.id, 'callers', `no-${at}`), lookUps),
  )
} finally {
  await patchbay.stop()
  await database.stop()
}

async function measured(what: string, method: string, path: string) {
  const before = (await residentOf(patchbay.pid)) ?? 0
  let most = before
  let latest = 0
  let over = false
  const watching = (async () => {
    while (!over) {
      const from = performance.now()
      await (await fetch(`${patchbay.url}/healthz`)).text()
      latest = Math.max(latest, performance.now() - from)
      most = Math.max(most, (await residentOf(patchbay.pid)) ?? 0)
      await sleep(5)
    }
  })()
  const from = performance.now()
  const answer = await fetch(`${patchbay.url}/files/tables${path}`, { method, headers, body: csv })
  const table = imported.parse(await answer.json())
  const took = performance.now() - from
  over = true
  await watching
  const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(0)
  console.log(
    `${what}: ${(took / 1_000).toFixed(2)} s, memory ${megabytes(before)} → ${megabytes(most)} MB at most, others waited ${latest.toFixed(0)} ms at most`,
  )
  return table
}

async function download(id: string) {
  const from = performance.now()
  const file = await (await fetch(`${patchbay.url}/files/tables/${id}`)).text()
  console.log(`download: ${((performance.now() - from) / 1_000).toFixed(2)} s, ${file.split('\n').length - 2} rows`)
}

async function times(work: (at: number) => Promise<unknown>, count: number): Promise<number[]> {
  const all: number[] = []
  for (let at = 0; at < count; at += 1) {
    const from = performance.now()
    await work(at)
    all.push(performance.now() - from)
  }
  return all.sort((a, b) => a - b)
}

function report(what: string, sorted: readonly number[]) {
  const at = (share: number) => (sorted[Math.floor(share * sorted.length)] ?? 0).toFixed(3)
  console.log(`${what}: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, of ${sorted.length.toLocaleString('en')}`)
}
