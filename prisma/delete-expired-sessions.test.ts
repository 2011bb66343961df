import { afterAll, beforeAll, expect, test } from 'vitest'
import { deleteExpiredSessions } from './delete-expired-sessions'
import { createPool } from './pool'
import { createTestDatabase } from './test-database'

let database: Awaited<ReturnType<typeof createTestDatabase>>
let pool: ReturnType<typeof createPool>
beforeAll(async () => {
  database = await createTestDatabase()
  pool = createPool(database.url, 1)
})
afterAll(async () => {
  await pool.end()
  await database.drop()
})

test('what is over is forgotten, and what is not stays', async () => {
  await pool.query(`INSERT INTO person (id, name, email) VALUES (gen_random_uuid(), 'Ann', 'ann@example.com')`)
  await pool.query(`INSERT INTO workspace (id, name) VALUES (gen_random_uuid(), 'Mine')`)
  for (const [name, from] of [
    ['gone', '-1 second'],
    ['old', '-31 days'],
    ['good', '1 hour'],
  ]) {
    await pool.query(
      `INSERT INTO person_session (id, token, user_id, expires_at) SELECT gen_random_uuid(), $1, id, now() + $2::interval FROM person`,
      [name, from],
    )
    await pool.query(
      `INSERT INTO person_verification (id, identifier, value, expires_at) VALUES (gen_random_uuid(), $1, '', now() + $2::interval)`,
      [name, from],
    )
    await pool.query(
      `INSERT INTO invitation (id, workspace_id, email, role, token_hash, expires_at) SELECT gen_random_uuid(), id, $1, 'viewer', $1, now() + $2::interval FROM workspace`,
      [name, from],
    )
  }
  await pool.query(
    `INSERT INTO person_session (id, token, user_id, expires_at, created_at)
     SELECT gen_random_uuid(), 'long', id, now() + interval '14 days', now() - interval '31 days' FROM person`,
  )
  expect(await deleteExpiredSessions(pool)).toBe(3)
  const left = async (query: string) => (await pool.query<{ name: string }>(query)).rows.map(({ name }) => name).sort()
  expect(await left('SELECT token AS name FROM person_session')).toEqual(['good'])
  expect(await left('SELECT identifier AS name FROM person_verification')).toEqual(['good'])
  // Their owner sees for a month that somebody did not come.
  expect(await left('SELECT email AS name FROM invitation')).toEqual(['gone', 'good'])
})
