import { startLocalPostgres } from '@patchbay/db/local-postgres'
import pg from 'pg'
import { batch, fill } from './generate/fill'
import { layOut } from './generate/lay-out'
import { withoutIndexes } from './generate/without-indexes'
import { startPatchbay } from './house/process'

/*
 * `npm run generate:calls -- 1000000`: that many calls of the last year, each with its events, digest and counts, into the
 * database at `DATABASE_URL`, or the one in `DATA_DIR` (by default `.data`), whose Patchbay must not be running. For trying the log
 * and the charts with much in them; not for a database that anybody needs. With `log` after the number only the newest calls have
 * events and none is counted: a third of the time, for trying searches alone.
 */

const count = Number(process.argv[2] ?? 100_000)
if (!Number.isInteger(count) || count < 1 || count > 50_000_000) {
  console.error('Say how many calls: npm run generate:calls -- 1000000')
  process.exit(1)
}

const part = process.argv[3] === 'log' ? 'log' : 'all'
const dataDir = process.env.DATA_DIR ?? '.data'
const local = process.env.DATABASE_URL === undefined
const { url, stop } = local
  ? await startLocalPostgres({ dataDir })
  : { url: process.env.DATABASE_URL ?? '', stop: async () => undefined }
try {
  // The server itself makes the tables, and the first time a workspace. No call is made, so no carrier is needed.
  await (await startPatchbay(url, 'http://127.0.0.1:9', { dataDir })).stop()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await generate(client)
  } finally {
    await client.end()
  }
} finally {
  await stop()
}

async function generate(client: pg.Client): Promise<void> {
  const say = (words: string) => console.log(words)
  await client.query('SET synchronous_commit = off')
  await client.query("SET work_mem = '256MB'")
  // Every row’s keys are known to be there. Only a superuser may leave them unchecked; others take longer.
  await client.query('SET session_replication_role = replica').catch(() => undefined)
  const { workspaceId, flows, numbers } = await layOut(client)
  say(
    `Workspace ${workspaceId}: ${flows} flows and ${numbers} numbers made; calls are kept for ever there from now on.`,
  )
  const from = performance.now()
  const seconds = () => (performance.now() - from) / 1_000
  let told = 0
  const searchable = part === 'log' ? await withoutIndexes(client) : null
  await fill(client, {
    workspaceId,
    count,
    until: new Date(),
    part,
    onProgress: (done) => {
      if (done < count && done - told < batch * 4) return
      told = done
      say(`${done.toLocaleString('en')} calls, ${(done / seconds()).toFixed(0)} a second`)
    },
  })
  if (searchable) {
    say('Making the indexes…')
    await searchable.makeAgain()
  }
  say('Looking through the tables, so that their plans are right…')
  for (const table of ['call', 'call_event', 'call_digest', 'call_stat', 'block_stat'])
    await client.query(`VACUUM (ANALYZE) ${table}`)
  const sizes = await client.query<{ name: string; rows: string; size: string }>(
    `SELECT relname AS name, reltuples::bigint::text AS rows, pg_size_pretty(pg_total_relation_size(oid)) AS size
     FROM pg_class WHERE relname IN ('call', 'call_event', 'call_digest', 'call_stat', 'block_stat') ORDER BY relname`,
  )
  for (const { name, rows, size } of sizes.rows) say(`${name}: ${Number(rows).toLocaleString('en')} rows, ${size}`)
  say(`${count.toLocaleString('en')} calls in ${seconds().toFixed(0)} s.`)
}
