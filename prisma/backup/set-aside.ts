import type { ClientBase } from 'pg'
import { z } from 'zod'

const pairsSchema = z.array(z.object({ off: z.string(), on: z.string() }))

const ours = 'current_schema()::regnamespace'

/**
 * What a bulk load has to do without, as the statement that takes it away and the one that brings it back, in the order in
 * which they are brought back: keys and indexes, which are made once at the end instead of row by row; foreign keys, so that no
 * order of tables has to be found; policies that bind even a table's owner; and triggers, which have done their work when the
 * rows were written first.
 */
const setAsides = [
  `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS off,
          format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS on
   FROM pg_constraint WHERE connamespace = ${ours} AND contype IN ('p', 'u', 'x') AND conparentid = 0`,
  `SELECT format('DROP INDEX %s', indexrelid::regclass) AS off, pg_get_indexdef(indexrelid) AS on
   FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
   WHERE c.relnamespace = ${ours} AND c.relkind = 'r'
     AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))`,
  `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS off,
          format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS on
   FROM pg_constraint WHERE connamespace = ${ours} AND contype = 'f' AND conparentid = 0`,
  `SELECT format('ALTER TABLE %s NO FORCE ROW LEVEL SECURITY', oid::regclass) AS off,
          format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', oid::regclass) AS on
   FROM pg_class WHERE relnamespace = ${ours} AND relkind = 'r' AND relforcerowsecurity`,
  `SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname) AS off,
          format('ALTER TABLE %s ENABLE %s TRIGGER %I', tgrelid::regclass,
            CASE tgenabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END, tgname) AS on
   FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
   WHERE c.relnamespace = ${ours} AND c.relkind = 'r' AND NOT tgisinternal AND tgenabled <> 'D'`,
]

/**
 * Takes away, within the transaction of `client`, what only slows a bulk load down or disturbs it. What is given back brings
 * all of it back as it was, and rejects where rows do not agree with it.
 */
export async function setAside(client: ClientBase): Promise<() => Promise<void>> {
  const pairs: { off: string; on: string }[] = []
  for (const found of setAsides) pairs.push(...pairsSchema.parse((await client.query(found)).rows))
  for (const { off } of [...pairs].reverse()) await client.query(off)
  return async () => {
    for (const { on } of pairs) await client.query(on)
  }
}
