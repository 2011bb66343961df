import { Prisma } from '@patchbay/db/client'
import type { CallFilter } from './call-filter'
import { beginsWith, wordsQuery } from './search-terms'

const { sql } = Prisma
type Sql = Prisma.Sql

/** What was typed at the block that an event `e` of a call `c` ended, unless its settings call it private. */
const typed = sql`(SELECT e.event -> 'result' ->> 'digits' AS digits FROM call_event e
  JOIN flow_version v ON v.id = COALESCE(e.trace -> 0 ->> 'flow', c.version_id::text)::uuid
  WHERE e.call_id = c.id AND e.event -> 'result' ->> 'digits' <> '' AND e.trace -> 0 ->> 'type' = 'left'
    AND (v.document -> 'nodes' -> (e.trace -> 0 ->> 'node') -> 'config' -> 'private') IS DISTINCT FROM 'true')`
/** What a call will be searched by when it is over: see the engine's digests. */
const wordsOfCall = sql`to_tsvector('simple', concat_ws(' ', ltrim(c.caller, '+'), right(c.caller, 8), ltrim(c.called, '+'),
  right(c.called, 8), (SELECT string_agg(tag, ' ') FROM jsonb_array_elements_text(c.state -> 'tags') tag),
  (SELECT string_agg(t.digits, ' ') FROM ${typed} t)))`

/** What must be so of a call `c` that has no digest yet, by its state and its events. */
export function undigestedConditions(filter: CallFilter): Sql[] {
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
      : beginsWith(sql`CASE WHEN c.direction = 'incoming' THEN c.caller ELSE c.called END`, caller),
    min === undefined ? null : sql`${lasted} >= ${min}::int`,
    max === undefined ? null : sql`${lasted} <= ${max}::int`,
    text === undefined ? null : sql`${wordsOfCall} @@ ${wordsQuery(text)}`,
  ].filter((each) => each !== null)
}
