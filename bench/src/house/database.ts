import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLocalPostgres } from '@patchbay/db/local-postgres'
import pg from 'pg'
import { z } from 'zod'

export type Database = {
  url: string
  pid: number
  pool: pg.Pool
  /** PostgreSQL's version, fsync and synchronous_commit, as it says itself. */
  settings: { version: string; fsync: string; synchronousCommit: string }
  stop: () => Promise<void>
}

const shown = z.tuple([z.object({ version: z.string(), fsync: z.string(), commit: z.string() })])
const counted = z.tuple([z.object({ rows: z.number() })])

/** A real PostgreSQL of this run's own, as Patchbay brings it, with the baselines' tables beside Patchbay's. */
export async function startDatabase(): Promise<Database> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-bench-'))
  const postgres = await startLocalPostgres({ dataDir: folder })
  const pool = new pg.Pool({ connectionString: postgres.url, max: 2 })
  await pool.query(`
    CREATE SCHEMA bench;
    CREATE TABLE bench.call (session text PRIMARY KEY, state jsonb NOT NULL);
    CREATE TABLE bench.step (session text, step int, state jsonb NOT NULL, at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (session, step))`)
  const { rows } =
    await pool.query(`SELECT current_setting('server_version') AS version, current_setting('fsync') AS fsync,
    current_setting('synchronous_commit') AS commit`)
  const [{ version, fsync, commit }] = shown.parse(rows)
  return {
    url: postgres.url,
    pid: Number((await readFile(join(folder, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0]),
    pool,
    settings: { version, fsync, synchronousCommit: commit },
    stop: async () => {
      await pool.end()
      await postgres.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** How many rows a table has. */
export async function countRows(pool: pg.Pool, table: 'bench.step' | 'call_event'): Promise<number> {
  const { rows } = await pool.query(`SELECT count(*)::int AS rows FROM ${table}`)
  return counted.parse(rows)[0].rows
}

/** How long one durable INSERT takes from here, the median of 200, in milliseconds: what the disk and a round trip cost. */
export async function timeInsert(pool: pg.Pool): Promise<number> {
  const times: number[] = []
  for (let i = 0; i < 200; i++) {
    const from = performance.now()
    await pool.query({ name: 'time', text: `INSERT INTO bench.step VALUES ('disk', $1, '{}')`, values: [i] })
    times.push(performance.now() - from)
  }
  await pool.query('TRUNCATE bench.step')
  return times.sort((a, b) => a - b)[100] ?? 0
}
