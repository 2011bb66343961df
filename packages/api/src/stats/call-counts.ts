import { Prisma } from '@patchbay/db/client'
import { nobody } from '@patchbay/engine/digest/write-digests'
import { z } from 'zod'
import type { Context } from '../context'
import type { DayCount } from './by-clock'
import { type Period, touches, within } from './period'

/** Which calls are counted; null: all of the workspace. */
export type Counted = {
  /** Of these versions. */
  versionIds: readonly string[] | null
  numberId: string | null
}

const countsSchema = z.array(z.object({ what: z.string(), n: z.coerce.number() }))
/** Hours as one text: a driver that reads 100,000 numbers one by one takes longer than the database. */
const daysSchema = z.array(
  z.object({ day: z.string(), what: z.string(), hours: z.string().transform((text) => text.split(' ').map(Number)) }),
)
const numbersSchema = z.array(z.object({ number_id: z.string(), n: z.coerce.number() }))
const keysSchema = z.array(z.object({ version_id: z.string(), what: z.string(), n: z.coerce.number() }))

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
  const rows = (of: readonly string[]) => Prisma.sql`
    c.workspace_id = ${workspaceId}::uuid AND c.version_id = ANY (${of}::uuid[]) AND ${touches(period)}
    AND (${numberId}::uuid IS NULL OR c.number_id = ${numberId}::uuid)`

  return {
    /** All that is counted but keys, summed over the period. */
    async totals(): Promise<Map<string, number>> {
      const found = await deps.db.$queryRaw`
        SELECT c.what, sum(${within(period)})::float8 AS n FROM call_stat c
        WHERE ${rows(await counted())} AND c.what NOT LIKE 'key:%' GROUP BY c.what`
      return new Map(countsSchema.parse(found).flatMap(({ what, n }) => (n === 0 ? [] : [[what, n]])))
    },

    /** Outcomes and cost by the hours of each day that the period touches: of each version and number for itself, where these are told apart. */
    async days(): Promise<DayCount[]> {
      const found = await deps.db.$queryRaw`
        SELECT c.day::text, c.what, array_to_string(c.hours::float8[], ' ') AS hours FROM call_stat c
        WHERE ${rows(await counted())} AND (c.what LIKE 'outcome:%' OR c.what LIKE 'debit:%')`
      return daysSchema.parse(found)
    },

    /** Calls by number, the busiest first; calls to no number are left out. */
    async numbers(most: number): Promise<Array<{ numberId: string; calls: number }>> {
      const found = await deps.db.$queryRaw`
        SELECT c.number_id::text, sum(${within(period)})::float8 AS n FROM call_stat c
        WHERE ${rows(await versions)} AND c.what = 'calls' AND c.number_id <> ${nobody}::uuid
        GROUP BY c.number_id ORDER BY n DESC, c.number_id LIMIT ${most}`
      return numbersSchema
        .parse(found)
        .flatMap(({ number_id, n }) => (n > 0 ? [{ numberId: number_id, calls: n }] : []))
    },

    /** Calls in which a key was chosen, by the version that was walked: `key:` with a block and a key. */
    async keys(): Promise<z.infer<typeof keysSchema>> {
      const found = await deps.db.$queryRaw`
        SELECT c.version_id::text, c.what, sum(${within(period)})::float8 AS n FROM call_stat c
        WHERE ${rows(await versions)} AND c.what LIKE 'key:%' GROUP BY c.version_id, c.what`
      return keysSchema.parse(found).filter(({ n }) => n > 0)
    },
  }
}

export type CallCounts = ReturnType<typeof callCounts>
