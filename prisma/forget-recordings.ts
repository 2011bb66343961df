import { addressPattern, deletedRecording } from '@patchbay/flow/recording'
import type { Pool } from 'pg'
import { z } from 'zod'

/** Recordings of one statement. */
const batch = 200

/** Written as the index `call_event_recording` wants it. */
const address = `COALESCE(e.event ->> 'url', e.event #>> '{result,recordingUrl}', '')`

/**
 * Addresses that their owner wants known no longer, one a call. Calls under way wait. The events with an address are found by
 * their own index, and leave it with the address.
 */
const findDue = `
SELECT DISTINCT ON (e.call_id) e.call_id, ${address} AS url
FROM workspace w JOIN call_event e ON e.workspace_id = w.id JOIN call c ON c.id = e.call_id
  LEFT JOIN phone_number n ON n.id = c.number_id
WHERE ${address} NOT IN ('', '${deletedRecording}') AND NOT c.open
  AND e.at < now() - NULLIF(COALESCE(n.recording_keep_days, w.recording_keep_days), 0) * interval '1 day'
LIMIT ${batch}`

/** SQL: a column with every form of an address replaced, wherever it stands in it. */
const without = (column: string) =>
  `${column} = regexp_replace(${column}::text, due.pattern, '${deletedRecording}', 'g')::jsonb`

/** The address goes from every event, request and variable of its call. */
const forget = `
WITH due AS MATERIALIZED (
    SELECT * FROM unnest($1::uuid[], $2::text[]) AS x (call_id, pattern)),
  events AS (
    UPDATE call_event e SET ${without('event')}, ${without('trace')}, ${without('commands')} FROM due WHERE e.call_id = due.call_id)
UPDATE call SET ${without('state')} FROM due WHERE call.id = due.call_id`

const dueSchema = z.array(z.object({ call_id: z.string(), url: z.string() }))

/**
 * Forgets where callers' recordings are when their owner wants that known no longer (`workspace.recording_keep_days`, or the
 * number's own; none: as long as the call); gives how many. The recordings themselves lie at the carrier.
 */
export async function forgetRecordings(pool: Pool): Promise<number> {
  let forgotten = 0
  // A call may have several recordings, and each round takes one of it.
  for (;;) {
    const { rows } = await pool.query({ name: 'find-due-recordings', text: findDue })
    const due = dueSchema.parse(rows)
    if (due.length === 0) return forgotten
    const patterns = due.map(({ url }) => addressPattern(url, (text) => JSON.stringify(text).slice(1, -1)))
    await pool.query({
      name: 'forget-recordings',
      text: forget,
      values: [due.map(({ call_id }) => call_id), patterns],
    })
    forgotten += due.length
  }
}
