import { hoursOf, nobody } from '@patchbay/engine/digest/write-digests'
import type { ClientBase } from 'pg'
import { order } from './flows'

/** Calls of one transaction. */
export const batch = 50_000

/**
 * A batch of calls as a temporary table, in the order in which they begin: when, which variant, which number, who. `$1` calls
 * from number `$2` on, of `$3` in all, over the 365 days before `$4`. Few ring at night, and fewer at weekends.
 */
export const drawn = `
CREATE TEMP TABLE drawn ON COMMIT DROP AS
WITH hours AS (SELECT array_agg(sum ORDER BY hour) AS upto FROM (
    SELECT hour, (sum(w) OVER (ORDER BY hour))::float8 / sum(w) OVER () AS sum
    FROM unnest(ARRAY[1,1,1,1,1,2,4,9,28,60,70,64,50,56,66,62,55,40,22,14,10,7,4,2]) WITH ORDINALITY AS t (w, hour)) s),
  moments AS (SELECT i, ((i + random()) / $3) AS share, random() AS r, random() AS who, random() AS which, random() AS typed
    FROM generate_series($2::int, $2::int + $1::int - 1) AS i),
  days AS (SELECT m.*, floor(m.share * 365) AS day, m.share * 365 - floor(m.share * 365) AS part FROM moments m),
  timed AS (SELECT d.*, hour, date_trunc('day', $4::timestamptz) - interval '365 days' + d.day * interval '1 day'
      + (hour + (d.part - COALESCE(h.upto[hour], 0)) / (h.upto[hour + 1] - COALESCE(h.upto[hour], 0))) * interval '1 hour' AS started_at
    FROM days d, hours h, LATERAL (SELECT width_bucket(d.part, h.upto) AS hour) b)
SELECT uuidv7(t.started_at - clock_timestamp()) AS id, t.i, t.started_at, s.variant, v.version_id, v.direction,
  n.id AS number_id, COALESCE(n.e164, '') AS ours,
  CASE WHEN t.who < 0.03 AND v.direction = 'incoming' THEN ''
    WHEN t.who < 0.1 THEN '+44' || (7700000000 + (power(t.which, 3) * 90000000)::bigint)
    WHEN t.who < 0.15 THEN '+1' || (2125550000 + (power(t.which, 3) * 50000000)::bigint)
    ELSE '+65' || (90000000 + (power(t.which, 4) * 9000000)::bigint) END AS party,
  lpad(floor(t.typed * 1000000)::text, 6, '0') AS typed
FROM timed t
JOIN gen_slot s ON s.era = (SELECT max(era) FROM gen_era e WHERE e.since <= t.share) AND s.slot = floor(t.r * 2000)
JOIN gen_variant v ON v.id = s.variant
LEFT JOIN gen_number n ON n.flow_id = v.flow_id AND n.place = floor(power(t.typed, 2) * n.places)
ORDER BY t.started_at`

const calls = `
INSERT INTO call (id, workspace_id, version_id, number_id, token, session, txn_ref, direction, caller, called, phase, disposition,
  state, last_seq, open, started_at, updated_at, ended_at, bill, digested)
SELECT d.id, $1, d.version_id, d.number_id, $2 || '-' || d.i, $2 || '-' || d.i, 'AA-C-' || d.i, d.direction,
  CASE WHEN d.direction = 'incoming' THEN d.party ELSE d.ours END,
  CASE WHEN d.direction = 'incoming' THEN d.ours ELSE d.party END, 'over', v.outcome,
  CASE WHEN v.types THEN replace(v.state::text, '${order}', d.typed)::jsonb ELSE v.state END
    || jsonb_build_object('vars', CASE WHEN v.types THEN replace((v.state -> 'vars')::text, '${order}', d.typed)::jsonb
      ELSE v.state -> 'vars' END || jsonb_build_object(
        'caller', CASE WHEN d.direction = 'incoming' THEN d.party ELSE d.ours END,
        'called', CASE WHEN d.direction = 'incoming' THEN d.ours ELSE d.party END)),
  v.last_seq, false, d.started_at, d.started_at + v.seconds * interval '1 s', d.started_at + v.seconds * interval '1 s', v.bill, true
FROM drawn d JOIN gen_variant v ON v.id = d.variant ORDER BY d.started_at`

const events = `
INSERT INTO call_event (call_id, seq, workspace_id, key, at, event, trace, commands)
SELECT d.id, e.seq, $1, e.key, d.started_at + e.at * interval '1 s',
  CASE WHEN e.types THEN replace(e.event::text, '${order}', d.typed)::jsonb ELSE e.event END,
  CASE WHEN e.types THEN replace(e.trace::text, '${order}', d.typed)::jsonb ELSE e.trace END, e.commands
FROM drawn d JOIN gen_event e ON e.variant = d.variant ORDER BY d.started_at, d.id, e.seq`

/** As the engine’s own job writes them. */
const digests = `
INSERT INTO call_digest (call_id, workspace_id, started_at, seq, keys, tags, problems, counted, search, number_id, flow_id, version,
  direction, outcome, party, seconds)
SELECT d.id, $1, d.started_at, v.last_seq, array_replace(v.keys, '${order}', d.typed), v.tags, v.problems, v.counted,
  to_tsvector('simple', concat_ws(' ', ltrim(d.party, '+'), right(d.party, 8), ltrim(d.ours, '+'), right(d.ours, 8),
    array_to_string(array_replace(v.keys, '${order}', d.typed), ' '), array_to_string(v.tags, ' '))),
  d.number_id, v.flow_id, v.version, v.direction, v.outcome, d.party, v.seconds
FROM drawn d JOIN gen_variant v ON v.id = d.variant ORDER BY d.started_at`

/** What the counts grow from: how many calls of each variant came to each number in each hour. */
const spans = `
CREATE TEMP TABLE spans ON COMMIT DROP AS
SELECT (d.started_at AT TIME ZONE 'UTC')::date AS day, extract(hour FROM d.started_at AT TIME ZONE 'UTC')::int AS hour, d.variant,
  d.version_id, COALESCE(d.number_id, '${nobody}') AS number_id, count(*) AS n
FROM drawn d GROUP BY 1, 2, 3, 4, 5`

/** As the engine’s own job counts them. */
const callCounts = `
WITH counted AS MATERIALIZED (
  SELECT s.version_id, s.day, s.hour, c.what, s.number_id, sum(s.n * c.n) AS n
  FROM spans s JOIN gen_call_count c ON c.variant = s.variant GROUP BY 1, 2, 3, 4, 5)
INSERT INTO call_stat (workspace_id, version_id, day, what, number_id, n, hours)
SELECT $1, version_id, day, what, number_id, sum(n), ${hoursOf('numeric')} FROM (
  SELECT version_id, day, hour, what, number_id, n FROM counted
  UNION ALL SELECT '${nobody}', day, hour, what, '${nobody}', n FROM counted WHERE what NOT LIKE 'key:%') c
GROUP BY 2, 3, 4, 5
ON CONFLICT (workspace_id, version_id, day, what, number_id) DO UPDATE SET n = call_stat.n + EXCLUDED.n,
  hours = ARRAY(SELECT a + b FROM unnest(call_stat.hours, EXCLUDED.hours) AS t (a, b))`

const blockCounts = `
INSERT INTO block_stat (version_id, day, node, what, n, hours)
SELECT version_id, day, node, what, sum(n), ${hoursOf('bigint')} FROM (
  SELECT s.version_id, s.day, s.hour, c.node, c.what, sum(s.n * c.n) AS n
  FROM spans s JOIN gen_block_count c ON c.variant = s.variant GROUP BY 1, 2, 3, 4, 5) c
GROUP BY 1, 2, 3, 4
ON CONFLICT (version_id, day, node, what) DO UPDATE SET n = block_stat.n + EXCLUDED.n,
  hours = ARRAY(SELECT a + b FROM unnest(block_stat.hours, EXCLUDED.hours) AS t (a, b))`

/** What is written of a batch: all of it, or what the log is searched by. */
const parts = { all: [calls, events, digests, spans, callCounts, blockCounts], log: [calls, digests] }
export type Part = keyof typeof parts
/** The newest calls have their events in any case: they are what a page shows first. */
const newest = 100_000

export type Filling = {
  workspaceId: string
  count: number
  until: Date
  part: Part
  onProgress: (done: number) => void
}

/** Makes `count` calls over the year before `until`, and tells how far it is. */
export async function fill(
  client: ClientBase,
  { workspaceId, count, until, part, onProgress }: Filling,
): Promise<void> {
  const run = `gen${Date.now().toString(36)}`
  for (let from = 0; from < count; from += batch) {
    const size = Math.min(batch, count - from)
    await client.query('BEGIN')
    await client.query(drawn, [size, from, count, until])
    for (const text of from + size > count - newest ? parts.all : parts[part]) await client.query(text, valuesOf(text))
    await client.query('COMMIT')
    onProgress(from + size)
  }

  function valuesOf(text: string): string[] {
    if (text.includes('$2')) return [workspaceId, run]
    return text.includes('$1') ? [workspaceId] : []
  }
}
