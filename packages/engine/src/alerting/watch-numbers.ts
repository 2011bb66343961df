import type { Pool } from 'pg'
import { z } from 'zod'
import type { NewAlert } from '../alerts'

/**
 * When a number's failures are told of: in the last hour at least so many calls, at least so many of them broken, and at
 * least twice the share that was broken in the seven days before, of at least `usualCalls`. A share below `floor` counts as that.
 */
export const rule = { calls: 10, failed: 3, usualCalls: 50, floor: 0.02 } as const

const text = `
SELECT w.id AS workspace_id, n.id AS number_id, n.e164, recent.calls, recent.failed, usual.calls AS usual_calls,
  usual.failed AS usual_failed, recent.newest AS call_id
FROM workspace w
CROSS JOIN LATERAL (
  SELECT c.number_id, count(*)::int AS calls, count(*) FILTER (WHERE c.disposition = 'broken')::int AS failed,
    (array_agg(c.id ORDER BY c.started_at DESC) FILTER (WHERE c.disposition = 'broken'))[1] AS newest
  FROM call c WHERE c.workspace_id = w.id AND c.started_at > now() - interval '1 hour' AND c.phase = 'over'
    AND c.number_id IS NOT NULL
  GROUP BY c.number_id
  HAVING count(*) >= ${rule.calls} AND count(*) FILTER (WHERE c.disposition = 'broken') >= ${rule.failed}) recent
JOIN phone_number n ON n.id = recent.number_id
CROSS JOIN LATERAL (
  SELECT count(*)::int AS calls, count(*) FILTER (WHERE c.disposition = 'broken')::int AS failed
  FROM call c WHERE c.workspace_id = w.id AND c.number_id = recent.number_id AND c.phase = 'over'
    AND c.started_at > now() - interval '7 days 1 hour' AND c.started_at <= now() - interval '1 hour') usual
WHERE usual.calls >= ${rule.usualCalls}
  AND recent.failed::float / recent.calls >= 2 * GREATEST(usual.failed::float / usual.calls, ${rule.floor})`

const rowsSchema = z.array(
  z.object({
    workspace_id: z.string(),
    number_id: z.string(),
    e164: z.string(),
    calls: z.number(),
    failed: z.number(),
    usual_calls: z.number(),
    usual_failed: z.number(),
    call_id: z.string(),
  }),
)

/**
 * Compares each number's last hour with the seven days before. What a week was is asked only of numbers whose last hour is bad
 * enough, so that a quiet hour costs what it holds. `raise` is told of each number that fails.
 */
export async function watchNumbers(pool: Pool, raise: (alert: NewAlert) => void): Promise<void> {
  const { rows } = await pool.query({ name: 'watch-numbers', text })
  for (const row of rowsSchema.parse(rows)) {
    const usual = Math.round((row.usual_failed / row.usual_calls) * 100)
    raise({
      workspaceId: row.workspace_id,
      code: 'failing-number',
      subject: row.number_id,
      callId: row.call_id,
      message: `${row.failed} of ${row.calls} calls to ${row.e164} failed within an hour; usually it is ${usual} in 100.`,
    })
  }
}
