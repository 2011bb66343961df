import type { PoolClient } from 'pg'

/** Whoever holds it (an advisory lock, to the end of a transaction) may write the counts. */
export const digestLock = 7_304_711

/** What counts are kept under that belong to no number, and those of a whole workspace to no version and no number. */
export const nobody = '00000000-0000-0000-0000-000000000000'

/** The sums of `n` in each `hour` of a day. */
export function hoursOf(type: 'numeric' | 'bigint'): string {
  const sums = Array.from({ length: 24 }, (_, hour) => `COALESCE(sum(n) FILTER (WHERE hour = ${hour}), 0)::${type}`)
  return `ARRAY[${sums.join(', ')}]`
}

/**
 * Calls that were read before and have not moved since: their digests, and what they add to the counts of their day and
 * hour. A row that a step holds is left for the next time, so that nobody waits for anybody.
 */
const text = `
WITH op AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($1::jsonb)
    AS x (id uuid, seq int, number uuid, keys text[], tags text[], problems text[], counted text[], words text, counts jsonb)),
  held AS MATERIALIZED (
    SELECT c.id, c.workspace_id, c.started_at, c.number_id, v.flow_id, v.number AS version, c.direction,
      COALESCE(c.disposition, 'completed') AS outcome,
      CASE WHEN c.direction = 'incoming' THEN c.caller ELSE c.called END AS party,
      extract(epoch FROM COALESCE(c.ended_at, c.started_at) - c.started_at) AS seconds
    FROM call c JOIN op ON op.id = c.id AND op.seq = c.last_seq JOIN flow_version v ON v.id = c.version_id
    WHERE NOT c.open AND NOT c.digested ORDER BY c.id FOR UPDATE OF c SKIP LOCKED),
  done AS (UPDATE call SET digested = true WHERE id IN (SELECT id FROM held)),
  digests AS (
    INSERT INTO call_digest (call_id, workspace_id, started_at, seq, keys, tags, problems, counted, search, number_id, flow_id,
      version, direction, outcome, party, seconds)
    SELECT op.id, held.workspace_id, held.started_at, op.seq, op.keys, op.tags, op.problems, op.counted, to_tsvector('simple', op.words),
      held.number_id, held.flow_id, held.version, held.direction, held.outcome, held.party, held.seconds
    FROM op JOIN held USING (id)
    ON CONFLICT (call_id) DO UPDATE SET seq = EXCLUDED.seq, keys = EXCLUDED.keys, tags = EXCLUDED.tags,
      problems = EXCLUDED.problems, counted = EXCLUDED.counted, search = EXCLUDED.search, number_id = EXCLUDED.number_id,
      outcome = EXCLUDED.outcome, party = EXCLUDED.party, seconds = EXCLUDED.seconds),
  days AS (
    SELECT id, workspace_id, (started_at AT TIME ZONE 'UTC')::date AS day,
      extract(hour FROM started_at AT TIME ZONE 'UTC')::int AS hour
    FROM held),
  counted AS MATERIALIZED (
    SELECT d.workspace_id, d.day, d.hour, t."versionId" AS version_id, COALESCE(op.number, '${nobody}') AS number_id,
      t.what, sum(t.n) AS n
    FROM days d JOIN op USING (id),
      jsonb_to_recordset(op.counts -> 'calls') AS t ("versionId" uuid, what text, n numeric)
    GROUP BY 1, 2, 3, 4, 5, 6),
  calls AS (
    INSERT INTO call_stat (workspace_id, version_id, day, what, number_id, n, hours)
    SELECT workspace_id, version_id, day, what, number_id, sum(n), ${hoursOf('numeric')} FROM (
      SELECT workspace_id, version_id, day, hour, what, number_id, n FROM counted
      UNION ALL SELECT workspace_id, '${nobody}', day, hour, what, '${nobody}', n FROM counted WHERE what NOT LIKE 'key:%') c
    GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT (workspace_id, version_id, day, what, number_id) DO UPDATE SET n = call_stat.n + EXCLUDED.n,
      hours = ARRAY(SELECT a + b FROM unnest(call_stat.hours, EXCLUDED.hours) AS t (a, b))),
  blocks AS (
    INSERT INTO block_stat (version_id, day, node, what, n, hours)
    SELECT "versionId", day, node, what, sum(n), ${hoursOf('bigint')} FROM (
      SELECT t."versionId", d.day, d.hour, t.node, t.what, t.n
      FROM days d JOIN op USING (id),
        jsonb_to_recordset(op.counts -> 'blocks') AS t ("versionId" uuid, node text, what text, n bigint)
      WHERE EXISTS (SELECT FROM flow_version v WHERE v.id = t."versionId")) c
    GROUP BY 1, 2, 3, 4
    ON CONFLICT (version_id, day, node, what) DO UPDATE SET n = block_stat.n + EXCLUDED.n,
      hours = ARRAY(SELECT a + b FROM unnest(block_stat.hours, EXCLUDED.hours) AS t (a, b)))
SELECT count(*) FROM held`

/** `calls` is JSON. See above. */
export async function writeDigests(client: PoolClient, calls: string): Promise<void> {
  await client.query({ name: 'write-digests', text, values: [calls] })
}
