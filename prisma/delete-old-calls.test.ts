import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deleteOldCalls } from './delete-old-calls'
import { createTestDatabase } from './test-database'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let pool: pg.Pool
beforeAll(async () => {
  database = await createTestDatabase()
  pool = new pg.Pool({ connectionString: database.url })
})
afterAll(async () => {
  await pool?.end()
  await database?.drop()
})

async function workspace(keepDays: number | null) {
  const [id, flow, version] = [randomUUID(), randomUUID(), randomUUID()]
  await pool.query('INSERT INTO workspace (id, name, keep_days) VALUES ($1, $2, $3)', [id, 'Test', keepDays])
  await pool.query(`INSERT INTO flow (id, workspace_id, name, draft) VALUES ($1, $2, 'Test', '{}')`, [flow, id])
  await pool.query(
    `INSERT INTO flow_version (id, workspace_id, flow_id, number, document) VALUES ($1, $2, $3, 1, '{}')`,
    [version, id, flow],
  )
  return { id, version }
}

/** `count` calls with two events each that began so many days ago. */
async function calls(of: { id: string; version: string }, days: number, count: number, open = false) {
  await pool.query(
    `WITH made AS (
       INSERT INTO call (id, workspace_id, version_id, token, direction, caller, called, phase, state, last_seq, open, started_at)
       SELECT gen_random_uuid(), $1, $2, gen_random_uuid()::text, 'incoming', '', '', 'over', '{}', 2, $5,
         now() - $3 * interval '1 day'
       FROM generate_series(1, $4) RETURNING id)
     INSERT INTO call_event (call_id, seq, workspace_id, key, event, trace, commands)
     SELECT id, n, $1, n::text, '{}', '[]', '[]' FROM made, generate_series(1, 2) AS n`,
    [of.id, of.version, days, count, open],
  )
  await pool.query(
    `INSERT INTO call_digest (call_id, workspace_id, started_at, seq, keys, tags, problems, search)
     SELECT id, workspace_id, started_at, 2, '{}', '{}', '{}', '' FROM call WHERE NOT open ON CONFLICT DO NOTHING`,
  )
}

const left = async (workspaceId: string) => {
  const { rows } = await pool.query(
    `SELECT (SELECT count(*)::int FROM call WHERE workspace_id = $1) AS calls,
            (SELECT count(*)::int FROM call_event WHERE workspace_id = $1) AS events,
            (SELECT count(*)::int FROM call_digest WHERE workspace_id = $1) AS digests`,
    [workspaceId],
  )
  return rows[0]
}

test('old calls go with their events and digests; younger ones, those under way and other owners’ stay', async () => {
  const [month, forEver] = [await workspace(30), await workspace(null)]
  await calls(month, 31, 1_200)
  await calls(month, 29, 3)
  await calls(month, 400, 1, true)
  await calls(forEver, 4_000, 2)
  expect(await deleteOldCalls(pool)).toBe(1_200)
  expect(await left(month.id)).toEqual({ calls: 4, events: 8, digests: 3 })
  expect(await left(forEver.id)).toEqual({ calls: 2, events: 4, digests: 2 })
  expect(await deleteOldCalls(pool)).toBe(0)
})

test('two servers at once delete each call once', async () => {
  const month = await workspace(30)
  await calls(month, 31, 900)
  const both = await Promise.all([deleteOldCalls(pool), deleteOldCalls(pool)])
  expect(both[0] + both[1]).toBe(900)
  expect(await left(month.id)).toEqual({ calls: 0, events: 0, digests: 0 })
})
