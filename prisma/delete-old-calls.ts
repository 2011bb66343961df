import type { Pool } from 'pg'
import { z } from 'zod'

/** Calls of one statement: it holds their locks for a moment only. */
export const batch = 500

const workspacesSchema = z.array(z.object({ id: z.string(), keep_days: z.number() }))
const countSchema = z.tuple([z.object({ calls: z.number() })])

/**
 * The oldest calls go first, by the index on workspace and start; a call and its events go together, and its digest by its
 * foreign key. Calls under way stay, however old they are; counts stay too.
 */
export const deleteOldest = `
WITH old AS MATERIALIZED (
    SELECT id FROM call WHERE workspace_id = $1 AND started_at < now() - $2 * interval '1 day' AND NOT open
    ORDER BY started_at, id LIMIT $3 FOR UPDATE SKIP LOCKED),
  events AS (DELETE FROM call_event WHERE call_id IN (SELECT id FROM old)),
  calls AS (DELETE FROM call WHERE id IN (SELECT id FROM old))
SELECT count(*)::int AS calls FROM old`

/**
 * Deletes what its owner wants kept no longer (`workspace.keep_days`; null keeps for ever), with its events, in batches of
 * 500; gives the number of calls. Counts older than any flow can ask for (31 days) go too. May run on several servers at once, and stop between two batches.
 */
export async function deleteOldCalls(pool: Pool): Promise<number> {
  const { rows } = await pool.query('SELECT id, keep_days FROM workspace WHERE keep_days IS NOT NULL')
  let deleted = 0
  for (const { id, keep_days } of workspacesSchema.parse(rows)) {
    let last = batch
    while (last === batch) {
      const result = await pool.query({ name: 'delete-old-calls', text: deleteOldest, values: [id, keep_days, batch] })
      last = countSchema.parse(result.rows)[0].calls
      deleted += last
    }
  }
  await pool.query("DELETE FROM call_count WHERE at < now() - interval '31 days'")
  return deleted
}
