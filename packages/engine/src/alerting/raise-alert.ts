import type { Pool } from 'pg'
import type { NewAlert } from '../alerts'
import { uuidV7 } from '../uuid-v7'
import { isTold, messagesOf } from './told'

/** An alert that has not happened for so long is over: the next time begins another one, and tells of it. */
export const overAfter = '6 hours'

/**
 * The alert, what it counts, and the messages that say that it began, in one statement: either all of that is on disk or
 * nothing. Messages are written once, when it begins; if nobody was to be told then, the first time that somebody is.
 */
const text = `
WITH told AS (
    SELECT w.id, ${isTold('w', '$3', '$4')} AS now FROM workspace w WHERE w.id = $2),
  raised AS (
    INSERT INTO alert AS a (id, workspace_id, code, subject, message, call_id, count, told_at)
    SELECT $1, told.id, $3, $4, $5, $6, $7, CASE WHEN told.now THEN now() END FROM told
    ON CONFLICT (workspace_id, code, subject) DO UPDATE SET message = EXCLUDED.message, last_at = now(),
      call_id = COALESCE(EXCLUDED.call_id, a.call_id), dismissed_at = NULL,
      first_at = CASE WHEN begins THEN now() ELSE a.first_at END,
      count = CASE WHEN begins THEN 0 ELSE a.count END + EXCLUDED.count,
      told_at = CASE WHEN begins THEN EXCLUDED.told_at ELSE COALESCE(a.told_at, EXCLUDED.told_at) END,
      reminded_at = CASE WHEN begins THEN NULL ELSE a.reminded_at END
    RETURNING a.id, a.workspace_id, a.count, a.told_at)
${messagesOf('raised', 'began')} WHERE r.told_at = now()::timestamptz(3)`.replaceAll(
  'WHEN begins',
  `WHEN a.dismissed_at IS NOT NULL OR a.last_at < now() - interval '${overAfter}'`,
)

/** Writes an alert that happened `count` times. */
export async function raiseAlert(
  pool: Pool,
  { workspaceId, code, subject = '', message, callId }: NewAlert,
  count = 1,
): Promise<void> {
  await pool.query({
    name: 'raise-alert',
    text,
    values: [uuidV7(), workspaceId, code, subject, message, callId ?? null, count],
  })
}

/** An alert that was written so shortly before is the same: a process holds back what comes again at once. In milliseconds. */
const same = 5_000

/** Writes an alert of something that happened at `at` (epoch milliseconds), unless somebody has. */
export async function raiseMissed(pool: Pool, alert: NewAlert, at: number): Promise<void> {
  const { workspaceId, code, subject = '' } = alert
  const { rowCount } = await pool.query({
    name: 'alert-since',
    text: 'SELECT FROM alert WHERE workspace_id = $1 AND code = $2 AND subject = $3 AND last_at >= $4',
    values: [workspaceId, code, subject, new Date(at - same)],
  })
  if (rowCount === 0) await raiseAlert(pool, alert)
}
