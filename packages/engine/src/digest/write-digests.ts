import type { PoolClient } from 'pg'

/** Whoever holds it (an advisory lock, to the end of a transaction) may write the counts. */
export const digestLock = 7_304_711

/** What counts are kept under that belong to no number, and those of a whole workspace to no version and no number. */
export const nobody = '00000000-0000-0000-0000-000000000000'

/**
 * Calls that were read before and have not moved since: their digests, and what they add to the counts of their hour and of
 * their day. A row that a step holds is left for the next time, so that nobody waits for anybody.
 */
const text = `
WITH op AS MATERIALIZED (SELECT * FROM jsonb_to_recordset($1::jsonb)
    AS x (id uuid, seq int, number uuid, keys text[], tags text[], problems text[], words text, counts jsonb)),
  held AS MATERIALIZED (
    SELECT c.id, c.workspace_id, c.started_at FROM call c JOIN op ON op.id = c.id AND op.seq = c.last_seq
    WHERE NOT c.open AND NOT c.digested ORDER BY c.id FOR UPDATE OF c SKIP LOCKED),
  done AS (UPDATE call SET digested = true WHERE id IN (SELECT id FROM held)),
  digests AS (
    INSERT INTO call_digest (call_id, workspace_id, started_at, seq, keys, tags, problems, search)
    SELECT op.id, held.workspace_id, held.started_at, op.seq, op.keys, op.tags, op.problems, to_tsvector('simple', op.words)
    FROM op JOIN held USING (id)
    ON CONFLICT (call_id) DO UPDATE SET seq = EXCLUDED.seq, keys = EXCLUDED.keys, tags = EXCLUDED.tags,
      problems = EXCLUDED.problems, search = EXCLUDED.search),
  spans AS (
    SELECT held.id, held.workspace_id, g.hours,
      date_bin(g.hours * interval '1 hour', held.started_at, '2000-01-01 00:00:00Z') AS at
    FROM held CROSS JOIN (VALUES (1::smallint), (24::smallint)) AS g (hours)),
  counted AS MATERIALIZED (
    SELECT s.workspace_id, s.hours, s.at, t."versionId" AS version_id, COALESCE(op.number, '${nobody}') AS number_id,
      t.what, sum(t.n) AS n
    FROM spans s JOIN op USING (id),
      jsonb_to_recordset(op.counts -> 'calls') AS t ("versionId" uuid, what text, n numeric)
    GROUP BY 1, 2, 3, 4, 5, 6),
  calls AS (
    INSERT INTO call_stat (workspace_id, hours, at, version_id, number_id, what, n)
    SELECT * FROM counted
    UNION ALL SELECT workspace_id, hours, at, '${nobody}', '${nobody}', what, sum(n)
    FROM counted WHERE what NOT LIKE 'key:%' GROUP BY 1, 2, 3, 6
    ON CONFLICT (workspace_id, version_id, hours, at, what, number_id) DO UPDATE SET n = call_stat.n + EXCLUDED.n),
  blocks AS (
    INSERT INTO block_stat (version_id, hours, at, node, what, n)
    SELECT t."versionId", s.hours, s.at, t.node, t.what, sum(t.n)
    FROM spans s JOIN op USING (id),
      jsonb_to_recordset(op.counts -> 'blocks') AS t ("versionId" uuid, node text, what text, n bigint)
    WHERE EXISTS (SELECT FROM flow_version v WHERE v.id = t."versionId")
    GROUP BY 1, 2, 3, 4, 5
    ON CONFLICT (version_id, hours, at, node, what) DO UPDATE SET n = block_stat.n + EXCLUDED.n)
SELECT count(*) FROM held`

/** `calls` is JSON. See above. */
export async function writeDigests(client: PoolClient, calls: string): Promise<void> {
  await client.query({ name: 'write-digests', text, values: [calls] })
}
