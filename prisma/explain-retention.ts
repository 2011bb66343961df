import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { z } from 'zod'
import { tablesOfCalls } from './call-tables'
import { batch, deleteOldCalls, deleteOldest } from './delete-old-calls'
import { startLocalPostgres } from './local-postgres'

/* `npm run explain -w @patchbay/db`: what deleting old calls costs beside a million events. See docs/decisions/0008. */

const storedCalls = 250_000
const days = 100
const keepDays = 90

const found = z.tuple([z.object({ id: z.string() })])
const plan = z.array(z.object({ 'QUERY PLAN': z.string() }))
const sizes = z.array(z.object({ of: z.string(), size: z.string() }))

const dataDir = await mkdtemp(join(tmpdir(), 'patchbay-explain-'))
const postgres = await startLocalPostgres({ dataDir })
const pool = new pg.Pool({ connectionString: postgres.url, max: 2 })
try {
  await makeTables()
  const workspaceId = await fill()
  console.log(await sizesOf())
  console.log(await explain(workspaceId))
  const from = performance.now()
  const calls = await deleteOldCalls(pool)
  const ms = performance.now() - from
  const each = ms / Math.ceil(calls / batch)
  console.log(`\n${calls} calls deleted in ${(ms / 1_000).toFixed(1)} s: ${each.toFixed(1)} ms for each ${batch}`)
} finally {
  await pool.end()
  await postgres.stop()
  await rm(dataDir, { recursive: true, force: true })
}

async function makeTables(): Promise<void> {
  const folder = new URL('./migrations/', import.meta.url)
  const names = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  for (const { name } of names.toSorted((a, b) => (a.name < b.name ? -1 : 1)))
    await pool.query(await readFile(new URL(`${name}/migration.sql`, folder), 'utf8'))
}

/** Calls of the last hundred days, four events each, as a call leaves them. Gives their workspace. */
async function fill(): Promise<string> {
  const [workspace] = found.parse(
    (
      await pool.query(
        `INSERT INTO workspace (id, name, keep_days) VALUES (gen_random_uuid(), 'Big', $1) RETURNING id`,
        [keepDays],
      )
    ).rows,
  )
  await pool.query(`INSERT INTO flow (id, workspace_id, name, draft) VALUES ($1, $1, 'Menu', '{}')`, [workspace.id])
  await pool.query(
    `INSERT INTO flow_version (id, workspace_id, flow_id, number, document) VALUES ($1, $1, $1, 1, '{}')`,
    [workspace.id],
  )
  await pool.query(
    `INSERT INTO call (id, workspace_id, version_id, token, session, direction, caller, called, phase, disposition, state,
       last_seq, open, started_at)
     SELECT uuidv7(-($3 - i::float8 * $3 / $2) * interval '1 day'), $1, $1, gen_random_uuid()::text, 'S' || i, 'incoming',
       '+6591234567', '+6531580000', 'over', 'completed', '{"phase": "over", "step": 3, "at": "goodbye"}', 4, false,
       now() - ($3 - i::float8 * $3 / $2) * interval '1 day'
     FROM generate_series(1, $2::int) i`,
    [workspace.id, storedCalls, days],
  )
  await pool.query(
    `INSERT INTO call_event (call_id, seq, workspace_id, key, event, trace, commands)
     SELECT id, n, workspace_id, n || ':done', '{"type": "done", "step": 1, "result": {"digits": "1"}}',
       '[{"type": "left", "node": "menu", "exit": "key:1"}, {"type": "entered", "node": "hours"}]',
       '[{"step": 2, "command": {"type": "play", "msg": "We are open from nine to five."}}]'
     FROM call, generate_series(1, 4) n`,
  )
  await pool.query('VACUUM ANALYZE')
  await pool.query('CHECKPOINT')
  return workspace.id
}

async function sizesOf(): Promise<string> {
  const { rows } = await pool.query(
    `SELECT relname || ', ' || n_live_tup || ' rows' AS of, pg_size_pretty(pg_total_relation_size(relid)) AS size
     FROM pg_stat_user_tables WHERE relname IN ('call', 'call_event') ORDER BY relname`,
  )
  return sizes
    .parse(rows)
    .map(({ of, size }) => `${of}: ${size}`)
    .join('\n')
}

/** The plan of one batch as it runs, which is then taken back. */
async function explain(workspaceId: string): Promise<string> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(`PREPARE oldest (uuid, int, int) AS ${deleteOldest(await tablesOfCalls(pool))}`)
    const { rows } = await client.query(
      `EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) EXECUTE oldest ('${workspaceId}', ${keepDays}, ${batch})`,
    )
    return plan
      .parse(rows)
      .map((row) => row['QUERY PLAN'])
      .join('\n')
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}
