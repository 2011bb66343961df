import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { z } from 'zod'
import { migrations as known, type Migration, migrationLock, NewerSchemaError } from '../migrate'
import { setAside } from './set-aside'
import { type AppliedMigration, asDumped } from './snapshot'
import { type StoredSequence, type StoredTable, storedTables } from './stored-tables'

/** Why a database can't be filled from outside, in a sentence or two for whoever asked for it. */
export class FillError extends Error {
  override readonly name = 'FillError'
}

/** As Prisma's engine makes it, who finds the migrations in it that were applied. */
const migrationsTable = `CREATE TABLE _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`

const standsSchema = z.tuple([z.object({ count: z.number(), first: z.string().nullable() })])

export type Filling = {
  /** Loads a table's rows, as COPY wrote them; gives how many they were, or null where no migration makes such a table. */
  load: (table: { name: string; columns: readonly string[] }, rows: AsyncIterable<Buffer>) => Promise<number | null>
  /** Sets sequences to where they stood. */
  setSequences: (sequences: readonly StoredSequence[]) => Promise<void>
  /** For questions about what was loaded. */
  client: pg.ClientBase
}

/** The SQL of these migrations. Throws a `NewerSchemaError` for one that this Patchbay does not know, or knows otherwise. */
export function migrationsNamed(applied: readonly AppliedMigration[]): Migration[] {
  return applied.map(({ name, checksum }) => {
    const found = known.find((migration) => migration.name === name)
    if (!found) throw new NewerSchemaError(`It was made by a newer Patchbay (it has ${name}). Update Patchbay first.`)
    if (createHash('sha256').update(found.sql).digest('hex') !== checksum)
      throw new NewerSchemaError(`It was made by another Patchbay: ${name} is not the same there. Use that one.`)
    return found
  })
}

/**
 * Gives an empty database the schema of exactly these migrations, has `fill` load its rows, and checks every key: all in one
 * transaction, so that whatever goes wrong leaves the database as empty as it was. Servers that start meanwhile wait. Throws a
 * `FillError` for a database that holds anything. When `signal` says so, the
 * connection is cut, and with it the transaction.
 */
export async function fillDatabase<T>(
  databaseUrl: string,
  schema: readonly Migration[],
  fill: (filling: Filling) => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'patchbay restore' })
  // A connection that breaks fails the query that waits for it.
  client.on('error', () => undefined)
  await client.connect()
  signal?.addEventListener('abort', () => client.end(), { once: true })
  try {
    await client.query(asDumped)
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock])
    await refuseFull(client)
    await client.query("BEGIN; SET LOCAL maintenance_work_mem = '256MB'")
    await client.query(migrationsTable)
    for (const { sql } of schema) await client.query(sql)
    const made = new Map((await storedTables(client)).map((table) => [table.name, table]))
    const bringBack = await setAside(client)
    // What migrations write themselves is in the backup as it was at last.
    await client.query(`TRUNCATE ${[...made.keys()].map((name) => pg.escapeIdentifier(name)).join(', ')}`)
    const result = await fill({
      client,
      load: async ({ name, columns }, rows) => {
        const table = made.get(name)
        return table ? load(client, table, columns, rows) : null
      },
      async setSequences(sequences) {
        for (const { name, last, called } of sequences)
          await client.query('SELECT setval(to_regclass($1), $2, $3)', [pg.escapeIdentifier(name), last, called])
      },
    })
    await bringBack()
    await client.query('COMMIT')
    // How many rows of what there are, for the plans of the first queries; whether that succeeds changes nothing.
    await client.query('ANALYZE').catch(() => undefined)
    return result
  } finally {
    // A transaction that is open ends with its connection, and leaves nothing.
    await client.end()
  }
}

async function refuseFull(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query(
    `SELECT count(*)::int AS count, min(relname) AS first FROM pg_class c
     WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`,
  )
  const [{ count, first }] = standsSchema.parse(rows)
  if (count === 0) return
  throw new FillError(
    `The database is not empty: “${first}” and ${count - 1} more things are in it, and stay as they are. Use an empty one: set DATA_DIR to a new folder, or DATABASE_URL to a new database.`,
  )
}

/** The tables were made in this very transaction, which lets their rows be written as settled for good (FREEZE). */
async function load(
  client: pg.ClientBase,
  table: StoredTable,
  columns: readonly string[],
  rows: AsyncIterable<Buffer>,
): Promise<number> {
  const foreign = columns.find((column) => !table.columns.includes(column))
  if (foreign !== undefined) throw new FillError(`“${table.name}” has no column “${foreign}” after these migrations.`)
  const names = columns.map((column) => pg.escapeIdentifier(column)).join(', ')
  const into = client.query(copyFrom(`COPY ${pg.escapeIdentifier(table.name)} (${names}) FROM STDIN WITH (FREEZE)`))
  await pipeline(Readable.from(rows, { objectMode: true, highWaterMark: 1 }), into)
  return into.rowCount
}
