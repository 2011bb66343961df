import type { Pool } from 'pg'
import { z } from 'zod'
import { patiently } from './database-fault'

const row = z.object({ count: z.number() })

/** Counts calls under names. A request that is repeated counts once. */
export function createCounts(database: Pool) {
  const pool = patiently(database)

  /**
   * How often something was counted under the name, in the flow that the call walks, whatever its version, within the last
   * `seconds`; this time included.
   */
  return async (
    { workspaceId, callId, step }: { workspaceId: string; callId: string; step: number },
    name: string,
    seconds: number,
  ): Promise<number> => {
    const { rows } = await pool.query({
      name: 'count-call',
      text: `WITH of_flow AS (
               SELECT v.flow_id || ':' || $2 AS name
               FROM call c JOIN flow_version v ON v.id = COALESCE((c.state ->> 'version')::uuid, c.version_id)
               WHERE c.id = $3),
             told AS (
               INSERT INTO call_count (workspace_id, name, call_id, step) SELECT $1, name, $3, $4 FROM of_flow
               ON CONFLICT (call_id, step) DO NOTHING RETURNING 1)
             SELECT (SELECT count(*) FROM call_count n JOIN of_flow USING (name)
                     WHERE n.workspace_id = $1 AND n.at > now() - $5 * interval '1 s')::int
                    + (SELECT count(*) FROM told)::int AS count`,
      values: [workspaceId, name, callId, step, seconds],
    })
    return row.parse(rows[0]).count
  }
}

export type Counts = ReturnType<typeof createCounts>
