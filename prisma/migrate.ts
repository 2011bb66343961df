import pg from 'pg'
import { openSchemaEngine } from './schema-engine'

/** The SQL of every migration, bundled with the code, so that no folder has to be found at run time. */
const files = import.meta.glob<string>('./migrations/*/migration.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
})

export type Migration = { name: string; sql: string }

export const migrations: readonly Migration[] = Object.entries(files)
  .map(([path, sql]) => ({ name: path.split('/')[2] ?? path, sql }))
  .sort((a, b) => a.name.localeCompare(b.name))

/** The database is of a newer Patchbay than this one. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError'
}

/** Whoever changes the schema holds this advisory lock. Any number; what counts is that all replicas of Patchbay use the same. */
export const migrationLock = 7_245_110

/**
 * Brings a database up to this version's schema and gives the names of what was applied: none if it was already there.
 * Replicas that start together take turns. Throws `NewerSchemaError` where a newer Patchbay has been at work.
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
    const applied = await appliedMigrations(client)
    const known = new Set(migrations.map(({ name }) => name))
    const newer = applied.filter((name) => !known.has(name))
    if (newer.length > 0)
      throw new NewerSchemaError(
        `The database was made by a newer Patchbay (it has ${newer.join(', ')}). Update Patchbay, or use another database.`,
      )
    if (applied.length === migrations.length) return []
    return await apply(databaseUrl)
  } finally {
    await client.end()
  }
}

async function appliedMigrations(client: pg.Client): Promise<string[]> {
  const table = await client.query<{ found: string | null }>(`SELECT to_regclass('_prisma_migrations')::text AS found`)
  if (!table.rows[0]?.found) return []
  const rows = await client.query<{ migration_name: string }>(
    'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  )
  return rows.rows.map((row) => row.migration_name)
}

async function apply(databaseUrl: string): Promise<string[]> {
  const { engine, close } = await openSchemaEngine(databaseUrl)
  try {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: {
        baseDir: '/migrations',
        lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
        shadowDbInitScript: '',
        migrationDirectories: migrations.map(({ name, sql }) => ({
          path: name,
          migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
        })),
      },
      filters: { externalTables: [], externalEnums: [] },
    })
    return appliedMigrationNames
  } finally {
    await close()
  }
}
