import { Prisma } from '@patchbay/db/client'
import { hoursOfDay } from '../stats/by-clock'
import { longest } from '../stats/period'
import type { CallFilter } from './call-filter'
import { digestConditions } from './digest-conditions'
import { readHour } from './hour-of-day'
import { undigestedConditions } from './undigested-conditions'

const { sql } = Prisma
type Sql = Prisma.Sql

/** So many digests are looked at one by one before the indexes of what is rare are asked: some 30 ms of work. */
const near = 20_000

/** So many calls at most are over and not digested yet, but after an update that digests all anew: then the older ones wait for it. */
const behind = 5_000

const hourMs = 3_600_000

export type Search = {
  workspaceId: string
  filter: CallFilter
  /** Only calls after this one in the list: its start and id. */
  before?: { startedAt: Date; id: string } | undefined
  /** None: all of them. */
  limit?: number
  /** `near`: only among the first of the list. For what is common that is enough, and the end of it is soon reached. */
  reach?: 'near' | 'far'
}

/**
 * The ids of the calls that a filter asks for, the newest first, as a statement with the columns `id` and `started_at`.
 * Calls that are over are found by their digests, which have an index for each thing that one may ask for and cost a call's
 * steps nothing. Calls that have none yet, which are few, are found by what they are themselves.
 */
export function searchCalls(search: Search): Sql {
  const { workspaceId, filter, before, limit } = search
  const end = limit === undefined ? Prisma.empty : sql`LIMIT ${limit}`
  const call = placed(sql`c.started_at`, sql`c.id`, filter, before)
  if (isOnlyTime(filter))
    return sql`SELECT c.id, c.started_at FROM call c
      WHERE c.workspace_id = ${workspaceId}::uuid ${and(call)}
      ORDER BY c.started_at DESC, c.id DESC ${end}`
  const undigested = sql`${and([...call, ...undigestedConditions(filter)])}
    AND NOT EXISTS (SELECT FROM call_digest d WHERE d.call_id = c.id)
    ORDER BY c.started_at DESC, c.id DESC ${end}`
  const parts = [
    sql`(SELECT c.id, c.started_at FROM call c WHERE c.workspace_id = ${workspaceId}::uuid AND c.open ${undigested})`,
  ]
  if (filter.outcome !== 'running')
    parts.push(
      sql`(SELECT c.id, c.started_at FROM (
          SELECT c.* FROM call c WHERE NOT c.open AND NOT c.digested ORDER BY c.id DESC LIMIT ${behind}) c
        WHERE c.workspace_id = ${workspaceId}::uuid ${undigested})`,
      sql`(${digested(search, end)})`,
    )
  return sql`SELECT found.id, found.started_at FROM (${Prisma.join(parts, ' UNION ALL ')}) found
    ORDER BY found.started_at DESC, found.id DESC ${end}`
}

/** Whether the calls that are asked for stand together in one index, so that nothing beside them is looked at. */
export function standTogether(filter: CallFilter): boolean {
  return (
    isOnlyTime(filter) ||
    filter.outcome === 'running' ||
    filter.hour !== undefined ||
    digestConditions(filter).others.length === 0
  )
}

function digested({ workspaceId, filter, before, reach }: Search, end: Sql): Sql {
  const { lead, others } = digestConditions(filter)
  const first = [...placed(sql`d.started_at`, sql`d.call_id`, filter, before), ...(lead ? [lead] : [])]
  const inOrder = sql`ORDER BY d.started_at DESC, d.call_id DESC`
  const from = sql`call_digest d WHERE d.workspace_id = ${workspaceId}::uuid`
  const found = sql`SELECT d.call_id AS id, d.started_at`
  if (filter.hour !== undefined)
    // Each day's hour stands together, in the order of the list: of none more is read than fits.
    return sql`${found} FROM unnest(${hoursAsked(filter, filter.hour)}::timestamptz[]) AS h (at) CROSS JOIN LATERAL (
        SELECT d.* FROM ${from} AND d.started_at >= h.at AND d.started_at < h.at + interval '1 hour' ${and([...first, ...others])}
        ${inOrder} ${end}) d ${inOrder} ${end}`
  return reach === 'near'
    ? sql`${found} FROM (SELECT d.* FROM ${from} ${and(first)} ${inOrder} LIMIT ${near}) d
        WHERE true ${and(others)} ${inOrder} ${end}`
    : sql`${found} FROM ${from} ${and([...first, ...others])} ${inOrder} ${end}`
}

/** The hours that a filter asks for by the hour of the day: of the last years, where it names no time. */
function hoursAsked({ from, to }: CallFilter, text: string): string[] {
  const { hour, zone } = readHour(text)
  const end = to === undefined ? Date.now() + hourMs : Date.parse(to)
  const period = { from: Math.max(end - longest, from === undefined ? 0 : Date.parse(from)), to: end }
  return hoursOfDay(period, zone, hour).map((at) => new Date(at).toISOString())
}

function isOnlyTime({ from: _from, to: _to, ...rest }: CallFilter): boolean {
  return Object.values(rest).every((value) => value === undefined)
}

/** When, and where in the list: what both tables have under their own names. */
function placed(startedAt: Sql, id: Sql, { from, to }: CallFilter, before: Search['before']): Sql[] {
  return [
    from === undefined ? null : sql`${startedAt} >= ${from}::timestamptz`,
    to === undefined ? null : sql`${startedAt} < ${to}::timestamptz`,
    before && sql`(${startedAt}, ${id}) < (${before.startedAt}::timestamptz, ${before.id}::uuid)`,
  ].filter((each) => each !== null && each !== undefined)
}

function and(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? Prisma.empty : sql`AND ${Prisma.join(conditions, ' AND ')}`
}
