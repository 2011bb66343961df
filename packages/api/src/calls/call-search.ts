import { Prisma } from '@patchbay/db/client'
import { type CallFilter, withheld } from './call-filter'
import { isWholeNumber } from './whole-number'

const { sql } = Prisma
type Sql = Prisma.Sql

/** What may be a number as people write it, or a part of one. */
const phoneLike = /^[+(]?\d[\d\s().-]*$/

/** What was typed at the block that an event `e` of a call `c` ended, unless its settings call it private. */
const typed = sql`(SELECT e.event -> 'result' ->> 'digits' AS digits FROM call_event e
  JOIN flow_version v ON v.id = COALESCE(e.trace -> 0 ->> 'flow', c.version_id::text)::uuid
  WHERE e.call_id = c.id AND e.event -> 'result' ->> 'digits' <> '' AND e.trace -> 0 ->> 'type' = 'left'
    AND (v.document -> 'nodes' -> (e.trace -> 0 ->> 'node') -> 'config' -> 'private') IS DISTINCT FROM 'true')`
/** What a call will be searched by when it is over: see the engine's digests. */
const wordsOfCall = sql`to_tsvector('simple', concat_ws(' ', ltrim(c.caller, '+'), right(c.caller, 8), ltrim(c.called, '+'),
  right(c.called, 8), (SELECT string_agg(tag, ' ') FROM jsonb_array_elements_text(c.state -> 'tags') tag),
  (SELECT string_agg(t.digits, ' ') FROM ${typed} t)))`

export type Search = {
  workspaceId: string
  filter: CallFilter
  /** Only calls after this one in the list: its start and id. */
  before?: { startedAt: Date; id: string } | undefined
  /** None: all of them. */
  limit?: number
}

/**
 * The ids of the calls that a filter asks for, the newest first, as a statement with the columns `id` and `started_at`.
 * Calls that are over are found by their digests, which have an index for each thing that one may ask for and cost a call's
 * steps nothing. Calls that have none yet, which are few, are found by what they are themselves.
 */
export function searchCalls({ workspaceId, filter, before, limit }: Search): Sql {
  const end = limit === undefined ? Prisma.empty : sql`LIMIT ${limit}`
  const call = conditions(sql`c.started_at`, sql`c.id`, filter, before)
  if (isOnlyTime(filter))
    return sql`SELECT c.id, c.started_at FROM call c
      WHERE c.workspace_id = ${workspaceId}::uuid ${and(call)}
      ORDER BY c.started_at DESC, c.id DESC ${end}`
  const undigested = sql`${and([...call, ...ofCall(filter)])}
    AND NOT EXISTS (SELECT FROM call_digest d WHERE d.call_id = c.id)
    ORDER BY c.started_at DESC, c.id DESC ${end}`
  const parts = [
    sql`(SELECT c.id, c.started_at FROM call c WHERE c.workspace_id = ${workspaceId}::uuid AND c.open ${undigested})`,
  ]
  if (filter.outcome !== 'running')
    parts.push(
      sql`(SELECT c.id, c.started_at FROM call c
        WHERE c.workspace_id = ${workspaceId}::uuid AND NOT c.open AND NOT c.digested ${undigested})`,
      sql`(SELECT d.call_id AS id, d.started_at FROM call_digest d
        WHERE d.workspace_id = ${workspaceId}::uuid
          ${and([...conditions(sql`d.started_at`, sql`d.call_id`, filter, before), ...ofDigest(filter)])}
        ORDER BY d.started_at DESC, d.call_id DESC ${end})`,
    )
  return sql`SELECT found.id, found.started_at FROM (${Prisma.join(parts, ' UNION ALL ')}) found
    ORDER BY found.started_at DESC, found.id DESC ${end}`
}

function isOnlyTime({ from: _from, to: _to, ...rest }: CallFilter): boolean {
  return Object.values(rest).every((value) => value === undefined)
}

/** What both tables have under the same names. */
function conditions(startedAt: Sql, id: Sql, { from, to }: CallFilter, before: Search['before']): Sql[] {
  return [
    from === undefined ? null : sql`${startedAt} >= ${from}::timestamptz`,
    to === undefined ? null : sql`${startedAt} < ${to}::timestamptz`,
    before && sql`(${startedAt}, ${id}) < (${before.startedAt}::timestamptz, ${before.id}::uuid)`,
  ].filter((each) => each !== null && each !== undefined)
}

function ofDigest(filter: CallFilter): Sql[] {
  const { numberId, flowId, version, direction, outcome, key, tag, problem, caller, min, max, text } = filter
  return [
    numberId === undefined ? null : sql`d.number_id = ${numberId}::uuid`,
    flowId === undefined ? null : sql`d.flow_id = ${flowId}::uuid`,
    version === undefined ? null : sql`d.version = ${version}::int`,
    direction === undefined ? null : sql`d.direction = ${direction}`,
    outcome === undefined ? null : sql`d.outcome = ${outcome}`,
    key === undefined ? null : sql`d.keys @> ARRAY[${key}]`,
    tag === undefined ? null : sql`d.tags @> ARRAY[${tag}]`,
    problem === undefined ? null : sql`d.problems @> ARRAY[${problem}]`,
    caller === undefined ? null : begins(sql`d.party`, caller),
    min === undefined ? null : sql`d.seconds >= ${min}::int`,
    max === undefined ? null : sql`d.seconds <= ${max}::int`,
    text === undefined ? null : sql`d.search @@ ${query(text)}`,
  ].filter((each) => each !== null)
}

/** The same of a call that was not looked through yet, by its state and its events. */
function ofCall(filter: CallFilter): Sql[] {
  const { numberId, flowId, version, direction, outcome, key, tag, problem, caller, min, max, text } = filter
  const lasted = sql`extract(epoch FROM COALESCE(c.ended_at, now()) - c.started_at)`
  return [
    numberId === undefined ? null : sql`c.number_id = ${numberId}::uuid`,
    flowId === undefined && version === undefined
      ? null
      : sql`EXISTS (SELECT FROM flow_version v WHERE v.id = c.version_id
          ${flowId === undefined ? Prisma.empty : sql`AND v.flow_id = ${flowId}::uuid`}
          ${version === undefined ? Prisma.empty : sql`AND v.number = ${version}::int`})`,
    direction === undefined ? null : sql`c.direction = ${direction}`,
    outcome === undefined
      ? null
      : outcome === 'running'
        ? sql`c.phase <> 'over'`
        : sql`c.phase = 'over' AND c.disposition = ${outcome}`,
    key === undefined ? null : sql`EXISTS (SELECT FROM ${typed} t WHERE t.digits = ${key})`,
    tag === undefined ? null : sql`c.state -> 'tags' @> to_jsonb(${tag}::text)`,
    problem === undefined
      ? null
      : sql`EXISTS (SELECT FROM call_event e WHERE e.call_id = c.id
          AND e.trace @> jsonb_build_array(jsonb_build_object('type', 'problem', 'code', ${problem}::text)))`,
    caller === undefined
      ? null
      : begins(sql`CASE WHEN c.direction = 'incoming' THEN c.caller ELSE c.called END`, caller),
    min === undefined ? null : sql`${lasted} >= ${min}::int`,
    max === undefined ? null : sql`${lasted} <= ${max}::int`,
    text === undefined ? null : sql`${wordsOfCall} @@ ${query(text)}`,
  ].filter((each) => each !== null)
}

/** A whole number is looked for as such: its calls stand in order in the index. */
function begins(column: Sql, caller: string): Sql {
  if (caller === withheld) return sql`${column} = ''`
  return isWholeNumber(caller) ? sql`${column} = ${caller}` : sql`${column} LIKE ${`${caller}%`}`
}

/** All of the words, each as it begins. Digests have numbers as plain digits. */
function query(text: string): Sql {
  const words = phoneLike.test(text) ? [text] : text.split(/\s+/)
  const wanted = words.map((word) => (phoneLike.test(word) ? word.replace(/\D/g, '') : word.replaceAll(/['\\]/g, ' ')))
  return sql`to_tsquery('simple', ${wanted.map((word) => `'${word}':*`).join(' & ')})`
}

function and(conditions: readonly Sql[]): Sql {
  return conditions.length === 0 ? Prisma.empty : sql`AND ${Prisma.join(conditions, ' AND ')}`
}
