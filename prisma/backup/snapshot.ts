import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { z } from 'zod'
import { migrationLock } from '../migrate'
import { type StoredSequence, type StoredTable, storedSequences, storedTables } from './stored-tables'

/** A migration as Prisma wrote it down: its name, and the SHA-256 of its SQL in hex. */
export type AppliedMigration = { name: string; checksum: string }

/** There is nothing in this database that could be kept, or not all of it can be read. */
export class SnapshotError extends Error {
  override readonly name = 'SnapshotError'
}

/** A database as it stood at one moment, whatever is written to it since. */
export type Snapshot = {
  /** Such as `18.4`. */
  postgres: string
  migrations: readonly AppliedMigration[]
  tables: readonly StoredTable[]
  sequences: readonly StoredSequence[]
  /** The keys of files that rows name, wherever they do. */
  storageKeys: () => Promise<string[]>
  /** For questions of its own; what it reads is of the same moment. */
  client: pg.ClientBase
  /** Reads a table's rows as COPY writes them, piece by piece, as fast as they are taken; gives how many they were. */
  read: (table: StoredTable, take: (piece: Buffer) => Promise<void>) => Promise<number>
  close: () => Promise<void>
}

const migrationsSchema = z.array(z.object({ name: z.string(), checksum: z.string(), done: z.boolean() }))
const foundSchema = z.tuple([z.object({ found: z.boolean(), postgres: z.string() })])
const keysSchema = z.array(z.object({ key: z.string() }))
const named = (name: string) => pg.escapeIdentifier(name)

/** What pg_dump sets, so that every server writes values alike, and none leaves rows out or loses patience. */
export const asDumped = `SET DateStyle = ISO; SET IntervalStyle = postgres; SET TimeZone = 'UTC'; SET extra_float_digits = 1;
  SET bytea_output = hex; SET client_encoding = 'UTF8'; SET row_security = off; SET statement_timeout = 0;
  SET lock_timeout = 0; SET idle_in_transaction_session_timeout = 0`

/**
 * Opens a snapshot: one transaction that reads only. Nobody who writes rows waits for it; whoever changes the schema does.
 * Throws a `SnapshotError` where no Patchbay has been, or one is just being updated. When `signal` says so, the connection
 * is cut, and what waits for it rejects.
 */
export async function openSnapshot(databaseUrl: string, signal?: AbortSignal): Promise<Snapshot> {
  const client = new pg.Client({ connectionString: databaseUrl, application_name: 'patchbay backup' })
  // A connection that breaks fails the query that waits for it.
  client.on('error', () => undefined)
  await client.connect()
  signal?.addEventListener('abort', () => client.end(), { once: true })
  try {
    await client.query(asDumped)
    // Between the snapshot and the locks on its tables, nobody may change what they are made of.
    await client.query('SELECT pg_advisory_lock_shared($1)', [migrationLock])
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    const state = await client.query(
      `SELECT to_regclass('_prisma_migrations') IS NOT NULL AS found, split_part(current_setting('server_version'), ' ', 1) AS postgres`,
    )
    const [{ found, postgres }] = foundSchema.parse(state.rows)
    if (!found) throw new SnapshotError('There is no Patchbay in this database: nothing was ever kept in it.')
    const tables = await storedTables(client)
    await client.query(`LOCK TABLE ${tables.map(({ name }) => named(name)).join(', ')} IN ACCESS SHARE MODE`)
    await client.query('SELECT pg_advisory_unlock_shared($1)', [migrationLock])
    const applied = await client.query(
      `SELECT migration_name AS name, checksum, finished_at IS NOT NULL AS done FROM _prisma_migrations
       WHERE rolled_back_at IS NULL ORDER BY migration_name`,
    )
    const migrations = migrationsSchema.parse(applied.rows)
    const undone = migrations.find(({ done }) => !done)
    if (undone)
      throw new SnapshotError(
        `An update of the database stopped in the middle (${undone.name}). Start Patchbay to see why, then try again.`,
      )
    return {
      postgres,
      migrations: migrations.map(({ name, checksum }) => ({ name, checksum })),
      tables,
      sequences: await storedSequences(client),
      client,
      async storageKeys() {
        const naming = tables.filter(({ columns }) => columns.includes('storage_key')).map(({ name }) => named(name))
        if (naming.length === 0) return []
        const each = naming.map((name) => `SELECT storage_key AS key FROM ${name} WHERE storage_key IS NOT NULL`)
        return keysSchema.parse((await client.query(`${each.join(' UNION ')} ORDER BY 1`)).rows).map(({ key }) => key)
      },
      async read({ name, columns }, take) {
        const rows = client.query(copyTo(`COPY ${named(name)} (${columns.map(named).join(', ')}) TO STDOUT`))
        for await (const piece of rows) await take(piece)
        // The server says how many they were after the last of them: by its next answer that is known.
        await client.query('SELECT 1')
        return rows.rowCount
      },
      close: () => client.end(),
    }
  } catch (error) {
    await client.end().catch(() => undefined)
    throw error
  }
}
