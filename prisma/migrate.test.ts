import pg from 'pg'
import { afterEach, expect, test } from 'vitest'
import { createDb } from './client'
import { applyMigrations, migrations } from './migrate'
import { createTestDatabase } from './test-database'

const open: { drop: () => Promise<void> }[] = []
const database = async () => {
  const made = await createTestDatabase()
  open.push(made)
  return made.url
}
const query = async (url: string, sql: string) => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const result = await client.query(sql)
  await client.end()
  return result.rows
}

afterEach(async () => {
  for (const { drop } of open.splice(0)) await drop()
})

test('a second time there is nothing to apply, and Prisma reads what was made', async () => {
  const url = await database()
  expect(await applyMigrations(url)).toEqual([])
  const applied = await query(url, 'SELECT migration_name FROM _prisma_migrations ORDER BY 1')
  expect(applied.map((row) => row.migration_name)).toEqual(migrations.map(({ name }) => name))
  const db = createDb(url)
  const workspace = await db.workspace.create({ data: { name: 'Ours' } })
  expect(await db.workspace.findMany()).toEqual([workspace])
  await db.$disconnect()
})

test('replicas that start together take turns', async () => {
  const url = await database()
  await query(url, 'DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  const results = await Promise.all([applyMigrations(url), applyMigrations(url), applyMigrations(url)])
  expect(results.map((names) => names.length).sort()).toEqual([0, 0, migrations.length])
})

test('a database of a newer Patchbay is left alone', async () => {
  const url = await database()
  await query(
    url,
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
     VALUES ('x', 'x', '9999_future', now(), now(), 1)`,
  )
  await expect(applyMigrations(url)).rejects.toThrow(/newer Patchbay.*9999_future/)
})
