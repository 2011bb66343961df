import { nobody } from '@patchbay/engine/digest/write-digests'
import { z } from 'zod'
import type { Context } from '../context'
import { type Period, spansOf } from './period'

/** Which calls are counted; null: all of the workspace. */
export type Counted = {
  /** Of these versions. */
  versionIds: readonly string[] | null
  numberId: string | null
}

const totalsSchema = z.array(z.object({ what: z.string(), n: z.coerce.number() }))
const hourlySchema = z.array(
  z.object({ day: z.string(), hour: z.number().int(), what: z.string(), n: z.coerce.number() }),
)
const numbersSchema = z.array(z.object({ number_id: z.string(), n: z.coerce.number() }))
const keysSchema = z.array(z.object({ version_id: z.string(), what: z.string(), n: z.coerce.number() }))

/** Counts of a workspace's calls, each one statement over the rows that `packages/engine` keeps. */
export function callCounts({ deps, workspaceId }: Context, { versionIds, numberId }: Counted, period: Period) {
  const { hours, starts, ends } = spansOf(period)
  const whole = versionIds === null && numberId === null
  const own = deps.db.flowVersion.findMany({ where: { workspaceId }, select: { id: true } })
  /** What is kept once for the workspace, and what is kept for each version. */
  const versionsOf = async () => versionIds ?? (await own).map(({ id }) => id)
  const rowsOf = async () => (whole ? [nobody] : await versionsOf())

  return {
    /** All that is counted but keys, summed over the period. */
    async totals(): Promise<Map<string, number>> {
      const rows = await deps.db.$queryRaw`
        SELECT c.what, sum(c.n)::float8 AS n
        FROM unnest(${hours}::smallint[], ${starts}::timestamptz[], ${ends}::timestamptz[]) AS s (hours, starts, ends)
        JOIN call_stat c ON c.workspace_id = ${workspaceId}::uuid AND c.version_id = ANY (${await rowsOf()}::uuid[])
          AND c.hours = s.hours AND c.at >= s.starts AND c.at < s.ends
        WHERE c.what NOT LIKE 'key:%' AND (${numberId}::uuid IS NULL OR c.number_id = ${numberId}::uuid)
        GROUP BY c.what`
      return new Map(totalsSchema.parse(rows).map(({ what, n }) => [what, n]))
    },

    /** `whats` by the day (`YYYY-MM-DD`) and the hour (0 to 23) of a place's clock. */
    async hourly(whats: readonly string[], zone: string): Promise<z.infer<typeof hourlySchema>> {
      const rows = await deps.db.$queryRaw`
        SELECT to_char(h.at AT TIME ZONE ${zone}, 'YYYY-MM-DD') AS day,
          extract(hour FROM h.at AT TIME ZONE ${zone})::int AS hour, h.what, sum(h.n)::float8 AS n
        FROM (
          SELECT c.at, c.what, sum(c.n) AS n FROM call_stat c
          WHERE c.workspace_id = ${workspaceId}::uuid AND c.version_id = ANY (${await rowsOf()}::uuid[]) AND c.hours = 1
            AND c.what = ANY (${whats}::text[])
            AND c.at >= ${new Date(period.from)}::timestamptz AND c.at < ${new Date(period.to)}::timestamptz
            AND (${numberId}::uuid IS NULL OR c.number_id = ${numberId}::uuid)
          GROUP BY c.at, c.what) h
        GROUP BY 1, 2, 3 HAVING sum(h.n) <> 0`
      return hourlySchema.parse(rows)
    },

    /** Calls by number, the busiest first; calls to no number are left out. */
    async numbers(most: number): Promise<Array<{ numberId: string; calls: number }>> {
      const rows = await deps.db.$queryRaw`
        SELECT c.number_id::text, sum(c.n)::float8 AS n
        FROM unnest(${hours}::smallint[], ${starts}::timestamptz[], ${ends}::timestamptz[]) AS s (hours, starts, ends)
        JOIN call_stat c ON c.workspace_id = ${workspaceId}::uuid AND c.version_id = ANY (${await versionsOf()}::uuid[])
          AND c.what = 'calls' AND c.hours = s.hours AND c.at >= s.starts AND c.at < s.ends
        WHERE c.number_id <> ${nobody}::uuid AND (${numberId}::uuid IS NULL OR c.number_id = ${numberId}::uuid)
        GROUP BY c.number_id ORDER BY n DESC, c.number_id LIMIT ${most}`
      return numbersSchema.parse(rows).map(({ number_id, n }) => ({ numberId: number_id, calls: n }))
    },

    /** Calls in which a key was chosen, by the version that was walked: `key:` with a block and a key. */
    async keys(): Promise<z.infer<typeof keysSchema>> {
      const rows = await deps.db.$queryRaw`
        SELECT c.version_id::text, c.what, sum(c.n)::float8 AS n
        FROM unnest(${hours}::smallint[], ${starts}::timestamptz[], ${ends}::timestamptz[]) AS s (hours, starts, ends)
        JOIN call_stat c ON c.workspace_id = ${workspaceId}::uuid AND c.version_id = ANY (${await versionsOf()}::uuid[])
          AND c.what LIKE 'key:%' AND c.hours = s.hours AND c.at >= s.starts AND c.at < s.ends
        WHERE ${numberId}::uuid IS NULL OR c.number_id = ${numberId}::uuid
        GROUP BY c.version_id, c.what`
      return keysSchema.parse(rows)
    },
  }
}

export type CallCounts = ReturnType<typeof callCounts>
