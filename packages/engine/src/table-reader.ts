import type { Pool } from 'pg'
import { z } from 'zod'
import { patiently } from './database-fault'

const rowSchema = z.object({ data: z.record(z.string(), z.string()) })

export type TableReader = {
  /** The row with exactly this key, its cells by the names of their columns; null where there is no such row or table. */
  row: (workspaceId: string, tableKey: string, key: string) => Promise<Record<string, string> | null>
}

/** Looks rows up in the workspaces' tables, as they are at that moment: nothing is kept. */
export function createTableReader(pool: Pool): TableReader {
  return {
    async row(workspaceId, tableKey, key) {
      // PostgreSQL has no text with this character, so no key has it.
      if (tableKey.includes('\0') || key.includes('\0')) return null
      const { rows } = await patiently(pool).query({
        name: 'table-row',
        text: `SELECT r.data FROM lookup_table t
          JOIN lookup_row r ON r.table_id = t.id AND r.revision = t.revision AND r.key = $3
          WHERE t.workspace_id = $1 AND t.key = $2`,
        values: [workspaceId, tableKey, key],
      })
      return rows.length === 0 ? null : rowSchema.parse(rows[0]).data
    },
  }
}
