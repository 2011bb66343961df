import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startLocalPostgres } from './local-postgres'
import { applyMigrations } from './migrate'
import { migratedDatabase } from './test-database'

/**
 * One real server for all tests of a run, in a folder that goes away with it, so that nothing of it needs to outlive a power
 * cut. A migrated database is made once, and copied for each file of tests.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'patchbay-test-'))
  const server = await startLocalPostgres({ dataDir })
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query('ALTER SYSTEM SET fsync = off')
  await client.query('SELECT pg_reload_conf()')
  await client.query(`CREATE DATABASE ${migratedDatabase}`)
  await client.end()
  await applyMigrations(new URL(`/${migratedDatabase}`, server.url).href)
  project.provide('postgresUrl', server.url)
  return async () => {
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
