import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deleteOldCalls } from './delete-old-calls'
import { forgetRecordings } from './forget-recordings'
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
async function calls(
  of: { id: string; version: string },
  days: number,
  count: number,
  open = false,
  number: string | null = null,
) {
  await pool.query(
    `WITH made AS (
       INSERT INTO call (id, workspace_id, version_id, token, direction, caller, called, phase, state, last_seq, open, number_id, started_at)
       SELECT gen_random_uuid(), $1, $2, gen_random_uuid()::text, 'incoming', '', '', 'over', '{}', 2, $5, $6::uuid,
         now() - $3 * interval '1 day'
       FROM generate_series(1, $4) RETURNING id)
     INSERT INTO call_event (call_id, seq, workspace_id, key, event, trace, commands)
     SELECT id, n, $1, n::text, '{}', '[]', '[]' FROM made, generate_series(1, 2) AS n`,
    [of.id, of.version, days, count, open, number],
  )
  await pool.query(
    `INSERT INTO call_digest (call_id, workspace_id, started_at, seq, keys, tags, problems, search, flow_id, version, direction,
       outcome, party, seconds, number_id)
     SELECT id, workspace_id, started_at, 2, '{}', '{}', '{}', '', version_id, 1, direction, 'completed', '', 0, number_id
     FROM call WHERE NOT open ON CONFLICT DO NOTHING`,
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

test('a number may keep its calls for another time than the others, or for ever', async () => {
  const month = await workspace(30)
  const number = async (keepDays: number | null) => {
    const id = randomUUID()
    await pool.query(
      'INSERT INTO phone_number (id, workspace_id, e164, token, keep_days) VALUES ($1::uuid, $2, $1::text, $1::text, $3)',
      [id, month.id, keepDays],
    )
    return id
  }
  const [week, forEver, asAll] = [await number(7), await number(0), await number(null)]
  for (const days of [6, 8, 31]) for (const id of [week, forEver, asAll, null]) await calls(month, days, 1, false, id)
  expect(await deleteOldCalls(pool)).toBe(4)
  const { rows } = await pool.query(
    'SELECT number_id, count(*)::int AS calls FROM call WHERE workspace_id = $1 GROUP BY 1',
    [month.id],
  )
  expect(new Map(rows.map((row) => [row.number_id, row.calls]))).toEqual(
    new Map([
      [week, 1],
      [forEver, 3],
      [asAll, 2],
      [null, 2],
    ]),
  )
})

test('the addresses of recordings are forgotten earlier, wherever they stand; those of calls under way wait', async () => {
  const { id, version } = await workspace(90)
  await pool.query('UPDATE workspace SET recording_keep_days = 7 WHERE id = $1', [id])
  const keeps = randomUUID()
  await pool.query(
    'INSERT INTO phone_number (id, workspace_id, e164, token, recording_keep_days) VALUES ($1::uuid, $2, $1::text, $1::text, 0)',
    [keeps, id],
  )
  const call = async (days: number, open: boolean, number: string | null) => {
    const callId = randomUUID()
    const urls = [1, 2].map((n) => `https://carrier/${callId}/${n}.mp3`)
    await pool.query(
      `INSERT INTO call (id, workspace_id, version_id, token, direction, caller, called, phase, state, last_seq, open, number_id, started_at)
       VALUES ($1::uuid, $2, $3, $1::text, 'incoming', '', '', 'over', $4, 2, $5, $6, now() - $7 * interval '1 day')`,
      [
        callId,
        id,
        version,
        { vars: { recording: urls[0], other: `See ${urls[0]}!`, longer: `${urls[0]}-2` } },
        open,
        number,
        days,
      ],
    )
    const events = [
      { type: 'done', result: { recordingUrl: urls[0] } },
      { type: 'recorded', url: urls[1] },
    ]
    for (const [at, event] of events.entries())
      await pool.query(
        `INSERT INTO call_event (call_id, seq, workspace_id, key, event, trace, commands, at) VALUES ($1, $2::int, $3, $2::text, $4, '[]', $5, now() - $6 * interval '1 day')`,
        [callId, at + 1, id, event, JSON.stringify([{ step: 1, command: { msg: `<url>${urls[0]}</url>` } }]), days],
      )
    return callId
  }
  const [old, young, open, kept] = [
    await call(8, false, null),
    await call(6, false, null),
    await call(8, true, null),
    await call(8, false, keeps),
  ]
  expect(await forgetRecordings(pool)).toBe(2)
  expect(await forgetRecordings(pool)).toBe(0)
  const all = async (callId: string) =>
    JSON.stringify([
      (await pool.query('SELECT state FROM call WHERE id = $1', [callId])).rows,
      (await pool.query('SELECT event, trace, commands FROM call_event WHERE call_id = $1 ORDER BY seq', [callId]))
        .rows,
    ])
  // What is left is a longer address, of which it is only the beginning.
  expect((await all(old)).match(/carrier[^"]*/g)).toEqual([`carrier/${old}/1.mp3-2`])
  expect(await all(old)).toContain('See recording:deleted!')
  for (const other of [young, open, kept]) expect((await all(other)).match(/carrier/g)).toHaveLength(7)
})
