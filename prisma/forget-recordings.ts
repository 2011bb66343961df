import type { Pool } from 'pg'
import { z } from 'zod'

/** Recordings of one statement. */
const batch = 200

/** Written as the index `call_event_recording` wants it. */
const address = `COALESCE(e.event ->> 'url', e.event #>> '{result,recordingUrl}', '')`

/** SQL: a column with an address taken out, wherever it stands in it. */
const without = (column: string) =>
  `${column} = replace(${column}::text, substr(to_json(due.url)::text, 2, length(to_json(due.url)::text) - 2), '')::jsonb`

/**
 * One recording a call at a time: its address goes from every event, request and variable of the call. Calls under way wait.
 * The events with an address are found by their own index, and leave it so.
 */
const forget = `
WITH due AS MATERIALIZED (
    SELECT DISTINCT ON (e.call_id) e.call_id, ${address} AS url
    FROM workspace w JOIN call_event e ON e.workspace_id = w.id JOIN call c ON c.id = e.call_id
      LEFT JOIN phone_number n ON n.id = c.number_id
    WHERE ${address} <> '' AND NOT c.open
      AND e.at < now() - NULLIF(COALESCE(n.recording_keep_days, w.recording_keep_days), 0) * interval '1 day'
    LIMIT ${batch}),
  events AS (
    UPDATE call_event e SET ${without('event')}, ${without('trace')}, ${without('commands')} FROM due WHERE e.call_id = due.call_id
    RETURNING 1),
  calls AS (UPDATE call c SET ${without('state')} FROM due WHERE c.id = due.call_id RETURNING 1)
SELECT count(*)::int AS recordings FROM due`

const countSchema = z.tuple([z.object({ recordings: z.number() })])

/**
 * Forgets where callers' recordings are when their owner wants that known no longer (`workspace.recording_keep_days`, or the
 * number's own; none: as long as the call); gives how many. The recordings themselves lie at the carrier.
 */
export async function forgetRecordings(pool: Pool): Promise<number> {
  let forgotten = 0
  for (let last = batch; last === batch; ) {
    const { rows } = await pool.query({ name: 'forget-recordings', text: forget })
    last = countSchema.parse(rows)[0].recordings
    forgotten += last
  }
  // A call may have several recordings, and each round takes one of it.
  return forgotten === 0 ? 0 : forgotten + (await forgetRecordings(pool))
}
