import type { Pool } from 'pg'
import { z } from 'zod'
import { deleteCalls, goneSchema, tablesOfCalls } from './call-tables'

/** Calls of one statement: it holds their locks for a moment only. */
export const batch = 500

const workspacesSchema = z.array(
  z.object({
    id: z.string(),
    keep_days: z.number().nullable(),
    numbers: z.array(z.object({ id: z.string(), days: z.number().nullable() })),
  }),
)

/**
 * The oldest calls go first, by the index on workspace and start, or, of a number, by that of the digests; a call and all that
 * belongs to it go together; counts stay. Calls under way stay, however old they are. Parameters: workspace, days, most calls, and a number.
 */
export const deleteOldest = (tables: readonly string[], which: 'any' | 'of-number' | 'without-number' = 'any') =>
  deleteCalls(
    tables,
    which === 'of-number'
      ? `SELECT c.id FROM call_digest d JOIN call c ON c.id = d.call_id
         WHERE d.number_id = $4 AND c.workspace_id = $1 AND d.started_at < now() - $2 * interval '1 day' AND NOT c.open
         ORDER BY d.started_at, d.call_id LIMIT $3 FOR UPDATE OF c SKIP LOCKED`
      : `SELECT id FROM call WHERE workspace_id = $1 AND started_at < now() - $2 * interval '1 day' AND NOT open
         ${which === 'without-number' ? 'AND number_id IS NULL' : ''}
         ORDER BY started_at, id LIMIT $3 FOR UPDATE SKIP LOCKED`,
  )

/**
 * Deletes what its owner wants kept no longer (`workspace.keep_days`, or the number's own; none keeps for ever), with all that
 * belongs to it, in batches of 500; gives the number of calls. Counts older than any flow can ask for (31 days) go too, and
 * messages of alerts as old. May run on several servers at once, and stop between two batches.
 */
export async function deleteOldCalls(pool: Pool): Promise<number> {
  const tables = await tablesOfCalls(pool)
  let deleted = 0

  async function clear(text: string, values: unknown[]): Promise<void> {
    let last = batch
    while (last === batch) {
      const { rows } = await pool.query(text, values)
      last = goneSchema.parse(rows)[0].gone.calls
      deleted += last
    }
  }

  const { rows } = await pool.query(
    `SELECT w.id, w.keep_days, COALESCE(jsonb_agg(jsonb_build_object('id', n.id, 'days', COALESCE(n.keep_days, w.keep_days)))
       FILTER (WHERE n.id IS NOT NULL AND EXISTS
         (SELECT FROM phone_number o WHERE o.workspace_id = w.id AND o.keep_days IS NOT NULL)), '[]') AS numbers
     FROM workspace w LEFT JOIN phone_number n ON n.workspace_id = w.id GROUP BY w.id`,
  )
  for (const { id, keep_days, numbers } of workspacesSchema.parse(rows)) {
    const days = keep_days ?? 0
    // Where no number has a time of its own, one look at the oldest calls is enough.
    if (numbers.length === 0) {
      if (days > 0) await clear(deleteOldest(tables), [id, days, batch])
      continue
    }
    if (days > 0) await clear(deleteOldest(tables, 'without-number'), [id, days, batch])
    for (const number of numbers)
      if (number.days !== null && number.days > 0)
        await clear(deleteOldest(tables, 'of-number'), [id, number.days, batch, number.id])
  }
  await pool.query("DELETE FROM call_count WHERE at < now() - interval '31 days'")
  await pool.query("DELETE FROM alert_message WHERE created_at < now() - interval '31 days' AND due_at IS NULL")
  return deleted
}
