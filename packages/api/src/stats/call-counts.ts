import { Prisma } from '@patchbay/db/client'
import { nobody } from '@patchbay/engine/digest/write-digests'
import { z } from 'zod'
import type { Context } from '../context'
import { inPeriod, type Period } from './period'

/** Which calls are counted; null: all of the workspace. */
export type Counted = {
  /** Of these versions. */
  versionIds: readonly string[] | null
  numberId: string | null
}

const countsSchema = z.array(z.object({ what: z.string(), n: z.coerce.number() }))
const clockSchema = z.array(
  z.object({ day: z.string().nullable(), hour: z.number().int().nullable(), what: z.string(), n: z.coerce.number() }),
)
const numbersSchema = z.array(z.object({ number_id: z.string(), n: z.coerce.number() }))
const keysSchema = z.array(z.object({ version_id: z.string(), what: z.string(), n: z.coerce.number() }))

/** By the day, by the hour of the day, or by each hour of each day: what is not told apart is null. */
export type ClockCount = z.infer<typeof clockSchema>[number]

/** Counts of a workspace's calls, each one statement over the rows that `packages/engine` keeps. */
export function callCounts({ deps, workspaceId }: Context, { versionIds, numberId }: Counted, period: Period) {
  /** What is kept for each version, and what is kept once for the workspace. */
  const versions = Promise.resolve(
    versionIds ??
      deps.db.flowVersion
        .findMany({ where: { workspaceId }, select: { id: true } })
        .then((all) => all.map(({ id }) => id)),
  )
  const counted = async () => (versionIds === null && numberId === null ? [nobody] : await versions)
  const rows = (of: readonly string[], when: Prisma.Sql) => Prisma.sql`
    c.workspace_id = ${workspaceId}::uuid AND c.version_id = ANY (${of}::uuid[]) AND ${when}
    AND (${numberId}::uuid IS NULL OR c.number_id = ${numberId}::uuid)`

  return {
    /** All that is counted but keys, summed over the period. */
    async totals(): Promise<Map<string, number>> {
      const found = await deps.db.$queryRaw`
        SELECT c.what, sum(c.n)::float8 AS n FROM call_stat c
        WHERE ${rows(await counted(), inPeriod(period))} AND c.what NOT LIKE 'key:%' GROUP BY c.what`
      return new Map(countsSchema.parse(found).map(({ what, n }) => [what, n]))
    },

    /** `whats` by the day (`YYYY-MM-DD`) and by the hour (0 to 23) of a place's clock; with `apart` by each hour of each day. */
    async clock(whats: readonly string[], zone: string, apart: 'apart' | 'summed'): Promise<ClockCount[]> {
      const sets = apart === 'apart' ? Prisma.sql`((1, 3), (2, 3), (1, 2, 3))` : Prisma.sql`((1, 3), (2, 3))`
      const hours = Prisma.sql`c.hours = 1 AND c.at >= ${new Date(period.from)}::timestamptz AND c.at < ${new Date(period.to)}::timestamptz`
      const found = await deps.db.$queryRaw`
        WITH local AS (
          SELECT c.at AT TIME ZONE ${zone} AS at, c.what, sum(c.n) AS n FROM call_stat c
          WHERE ${rows(await counted(), hours)} AND c.what = ANY (${whats}::text[]) GROUP BY 1, 2)
        SELECT at::date::text AS day, extract(hour FROM at)::int AS hour, what, sum(n)::float8 AS n FROM local
        GROUP BY GROUPING SETS ${sets} HAVING sum(n) <> 0`
      return clockSchema.parse(found)
    },

    /** Calls by number, the busiest first; calls to no number are left out. */
    async numbers(most: number): Promise<Array<{ numberId: string; calls: number }>> {
      const found = await deps.db.$queryRaw`
        SELECT c.number_id::text, sum(c.n)::float8 AS n FROM call_stat c
        WHERE ${rows(await versions, inPeriod(period))} AND c.what = 'calls' AND c.number_id <> ${nobody}::uuid
        GROUP BY c.number_id ORDER BY n DESC, c.number_id LIMIT ${most}`
      return numbersSchema.parse(found).map(({ number_id, n }) => ({ numberId: number_id, calls: n }))
    },

    /** Calls in which a key was chosen, by the version that was walked: `key:` with a block and a key. */
    async keys(): Promise<z.infer<typeof keysSchema>> {
      const found = await deps.db.$queryRaw`
        SELECT c.version_id::text, c.what, sum(c.n)::float8 AS n FROM call_stat c
        WHERE ${rows(await versions, inPeriod(period))} AND c.what LIKE 'key:%' GROUP BY c.version_id, c.what`
      return keysSchema.parse(found)
    },
  }
}

export type CallCounts = ReturnType<typeof callCounts>
