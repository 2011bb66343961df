import { Prisma } from '@patchbay/db/client'
import type { CallFilter } from './call-filter'
import { readChoice } from './choice'
import { readHour } from './hour-of-day'
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
  const {
    numberId,
    flowId,
    version,
    direction,
    outcome,
    key,
    chose,
    transfer,
    hour,
    tag,
    problem,
    caller,
    min,
    max,
    text,
  } = filter
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
    chose === undefined ? null : choseAt(chose),
    transfer === undefined ? null : cameTo(transfer),
    hour === undefined ? null : beganAt(hour),
    tag === undefined ? null : sql`c.state -> 'tags' @> to_jsonb(${tag}::text)`,
    problem === undefined
      ? null
      : sql`EXISTS (SELECT FROM call_event e WHERE e.call_id = c.id
          AND e.trace @> jsonb_build_array(jsonb_build_object('type', 'problem', 'code', ${problem}::text)))`,
    caller === undefined
      ? null
      : beginsWith(sql`CASE WHEN c.direction = 'incoming' THEN c.caller ELSE c.called END`, caller),
    min === undefined ? null : sql`${lasted} > ${min}::int`,
    max === undefined ? null : sql`${lasted} <= ${max}::int`,
    text === undefined ? null : sql`${wordsOfCall} @@ ${wordsQuery(text)}`,
  ].filter((each) => each !== null)
}

function choseAt(chose: string): Sql {
  const { flowId, version, node, key } = readChoice(chose)
  return sql`EXISTS (SELECT FROM call_event e, jsonb_array_elements(e.trace) t
    JOIN flow_version v ON v.id = COALESCE(t ->> 'flow', c.version_id::text)::uuid
    WHERE e.call_id = c.id AND t ->> 'type' = 'left' AND t ->> 'node' = ${node} AND t ->> 'exit' = ${`key:${key}`}
      AND v.flow_id = ${flowId}::uuid AND (${version}::int IS NULL OR v.number = ${version}::int)
      AND (v.document -> 'nodes' -> ${node}::text -> 'config' -> 'private') IS DISTINCT FROM 'true')`
}

/** As the engine counts transfers: what the carrier says of one, or that it was refused or the call ended while the other phone rang. */
function cameTo(transfer: string): Sql {
  const silent = { failed: 'refused', 'given-up': 'ended' }[transfer] ?? ''
  return sql`EXISTS (SELECT FROM call_event e WHERE e.call_id = c.id AND NOT e.trace @> '[{"type": "late"}]' AND (
    e.event -> 'result' ->> 'transferStatus' = ${transfer}
    OR e.event ->> 'type' = ${silent} AND e.event -> 'result' ->> 'transferStatus' IS NULL AND (
      SELECT p.commands -> -1 -> 'command' ->> 'type' = 'transfer'
        AND p.commands -> -1 -> 'command' ->> 'dest' NOT LIKE 'room:%'
      FROM call_event p WHERE p.call_id = c.id AND p.seq < e.seq AND jsonb_array_length(p.commands) > 0
      ORDER BY p.seq DESC LIMIT 1)))`
}

/** As charts take it: the whole hour (UTC) in which the call began is told by when that hour begins there. */
function beganAt(text: string): Sql {
  const { hour, zone } = readHour(text)
  return sql`extract(hour FROM date_trunc('hour', c.started_at, 'UTC') AT TIME ZONE ${zone}) = ${hour}::int`
}
