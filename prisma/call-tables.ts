import { z } from 'zod'
import type { WorkspacePool } from './workspaces'

const rowsSchema = z.array(z.object({ table_name: z.string() }))

/**
 * Every table whose rows belong to a call and go with it: those with a `call_id`, whoever made them, but alerts, which outlive
 * the call that they name. Names are as SQL wants them.
 */
export async function tablesOfCalls(pool: Pick<WorkspacePool, 'query'>): Promise<string[]> {
  const { rows } = await pool.query(
    `SELECT quote_ident(c.table_name) AS table_name FROM information_schema.columns c
     JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE c.table_schema = current_schema() AND c.column_name = 'call_id' AND t.table_type = 'BASE TABLE'
       AND c.table_name <> 'alert' ORDER BY 1`,
  )
  return rowsSchema.parse(rows).map((row) => row.table_name)
}

/**
 * SQL: deletes the calls that `chosen` (the text of a query for their ids) finds, with all that belongs to them, and gives how
 * many rows went of what: `{ calls, <table>: … }`, as one column `gone`.
 */
export function deleteCalls(tables: readonly string[], chosen: string): string {
  return `WITH old AS MATERIALIZED (${chosen}),
  ${tables.map((table, at) => `t${at} AS (DELETE FROM ${table} WHERE call_id IN (SELECT id FROM old) RETURNING 1)`).join(',\n  ')}${tables.length > 0 ? ',' : ''}
  calls AS (DELETE FROM call WHERE id IN (SELECT id FROM old))
SELECT jsonb_build_object('calls', (SELECT count(*) FROM old)${tables.map((table, at) => `, '${table.replaceAll("'", "''")}', (SELECT count(*) FROM t${at})`).join('')}) AS gone`
}

/** What `deleteCalls` answers. */
export const goneSchema = z.tuple([z.object({ gone: z.object({ calls: z.number() }).catchall(z.number()) })])
