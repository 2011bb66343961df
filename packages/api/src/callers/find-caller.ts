import { z } from 'zod'
import type { Context } from '../context'
import { mentionOf, notOurs } from './caller-number'

export type CallerData = {
  /** E.164 */
  number: string
  /** Calls that are over, theirs and to them, with their events and the addresses of recordings. */
  calls: number
  events: number
  recordings: number
  /** Calls under way: they stay. */
  underWay: number
  /** Counts under names that hold the number, such as “this caller at that block”. */
  counts: number
  /** Alerts that name it. */
  alerts: number
  /** What the owner wrote down, and what is therefore not touched: tables and flows that name it. */
  tables: { id: string; name: string; rows: number }[]
  flows: { id: string; name: string }[]
}

const sumsSchema = z.tuple([
  z.object({
    calls: z.number(),
    under_way: z.number(),
    events: z.number(),
    recordings: z.number(),
    counts: z.number(),
    alerts: z.number(),
  }),
])
const tablesSchema = z.array(z.object({ id: z.string(), name: z.string(), rows: z.number() }))
const flowsSchema = z.array(z.object({ id: z.string(), name: z.string() }))

/** What is kept of a caller by number, before any of it is removed. */
export async function findCaller(context: Context, number: string): Promise<CallerData> {
  const { deps, workspaceId } = context
  await notOurs(context, number)
  const values = [workspaceId, number, `%${number.slice(1)}%`]
  const [sums, tables, flows] = await Promise.all([
    deps.pool.query(
      `WITH theirs AS MATERIALIZED (SELECT id, open FROM call WHERE workspace_id = $1 AND $2 IN (caller, called)),
         happened AS (
           SELECT count(*)::int AS events,
             count(*) FILTER (WHERE COALESCE(e.event ->> 'url', e.event #>> '{result,recordingUrl}', '') <> '')::int AS recordings
           FROM call_event e JOIN theirs t ON t.id = e.call_id WHERE NOT t.open)
       SELECT (SELECT count(*) FROM theirs WHERE NOT open)::int AS calls, (SELECT count(*) FROM theirs WHERE open)::int AS under_way,
         events, recordings,
         (SELECT count(*) FROM call_count WHERE workspace_id = $1 AND name LIKE $3 AND name ~ $4)::int AS counts,
         (SELECT count(*) FROM alert WHERE workspace_id = $1 AND message LIKE $3 AND message ~ $4)::int AS alerts
       FROM happened`,
      [...values, mentionOf(number).source],
    ),
    deps.pool.query(
      `SELECT t.id, t.name, count(*)::int AS rows FROM lookup_table t
       JOIN lookup_row r ON r.table_id = t.id AND r.revision = t.revision
       WHERE t.workspace_id = $1 AND (r.key = $2 OR r.data::text LIKE $3) GROUP BY t.id ORDER BY t.name`,
      values,
    ),
    deps.pool.query(
      `SELECT f.id, f.name FROM flow f WHERE f.workspace_id = $1 AND f.archived_at IS NULL AND (f.draft::text LIKE $2
         OR EXISTS (SELECT FROM flow_version v WHERE v.flow_id = f.id AND v.document::text LIKE $2)) ORDER BY f.name`,
      [workspaceId, `%${number.slice(1)}%`],
    ),
  ])
  const { under_way, ...sum } = sumsSchema.parse(sums.rows)[0]
  return {
    number,
    ...sum,
    underWay: under_way,
    tables: tablesSchema.parse(tables.rows),
    flows: flowsSchema.parse(flows.rows),
  }
}
