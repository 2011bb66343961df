import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string
  }
}

/** What every test database is a copy of. */
export const migratedDatabase = 'migrated'

async function asAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}

/** A fresh, migrated database on the real server of this test run (see `test-postgres.setup.ts`). */
export async function createTestDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const admin = inject('postgresUrl')
  const name = `test_${randomBytes(8).toString('hex')}`
  await asAdmin(admin, `CREATE DATABASE ${name} TEMPLATE ${migratedDatabase} STRATEGY file_copy`)
  const url = new URL(`/${name}`, admin)
  return { url: url.href, drop: () => asAdmin(admin, `DROP DATABASE ${name} WITH (FORCE)`) }
}
