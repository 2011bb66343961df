import { type ClientBase, escapeIdentifier } from 'pg'
import { z } from 'zod'

export type StoredTable = {
  name: string
  /** Those that rows are made of, in their order; generated ones make themselves. */
  columns: string[]
  /** Whether it has a binary column: whatever Patchbay encrypts is kept in one, and nothing else is. */
  sealed: boolean
}

/** Where a sequence stands: its last number, and whether that was given to anybody. */
export type StoredSequence = { name: string; last: string; called: boolean }

const tablesSchema = z.array(z.object({ name: z.string(), columns: z.array(z.string()), sealed: z.boolean() }))
const namesSchema = z.array(z.object({ name: z.string() }))
const sequenceSchema = z.object({ name: z.string(), last: z.string(), called: z.boolean() })

/** What an extension brought along is the extension's to keep. */
const notOfExtension = `NOT EXISTS (
  SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')`

/**
 * Every table of the schema that Patchbay's migrations write to, as the catalogue knows them. graphile-worker has a schema of
 * its own: what it holds is planned anew at each start.
 */
export async function storedTables(client: ClientBase): Promise<StoredTable[]> {
  const { rows } = await client.query(
    `SELECT c.relname::text AS name,
       coalesce(array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = ''), '{}') AS columns,
       coalesce(bool_or(a.atttypid = 'bytea'::regtype), false) AS sealed
     FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND ${notOfExtension}
     GROUP BY c.relname ORDER BY c.relname`,
  )
  return tablesSchema.parse(rows)
}

/** Every sequence of that schema, and where it stands. */
export async function storedSequences(client: ClientBase): Promise<StoredSequence[]> {
  const { rows } = await client.query(
    `SELECT c.relname::text AS name FROM pg_class c
     WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'S' AND ${notOfExtension} ORDER BY 1`,
  )
  const sequences: StoredSequence[] = []
  for (const { name } of namesSchema.parse(rows)) {
    const stands = await client.query(
      `SELECT $1::text AS name, last_value::text AS last, is_called AS called FROM ${escapeIdentifier(name)}`,
      [name],
    )
    sequences.push(sequenceSchema.parse(stands.rows[0]))
  }
  return sequences
}
