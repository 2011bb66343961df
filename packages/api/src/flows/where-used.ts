import { z } from 'zod'
import type { Context } from '../context'

/** Where documents name things of one kind by their keys. */
export type Place = {
  /** A jsonpath of PostgreSQL that selects texts of a document, such as `$.nodes.* ? (@.block == "lookup").config.table`. */
  path: string
  /** The keys that such a text names: the text itself, or what stands in its `{{ … }}`. */
  keysIn: (text: string) => Iterable<string>
}

/** A flow that names something: in its draft, in versions that callers can meet, or in both. */
export type Use = { flowId: string; flowName: string; draft: boolean; versions: number[] }

const rowsSchema = z.array(
  z.object({ flowId: z.string(), flowName: z.string(), version: z.number().nullable(), text: z.string() }),
)

/**
 * What is used where, by key; the flows by name. What counts are the drafts of flows that are not archived, and versions that
 * callers can meet: the newest one of such a flow, one that a number runs, one with a call under way. An older version never
 * changes, so counting it would tie what it names to it for ever.
 */
export async function whereUsed({ deps, workspaceId }: Context, { path, keysIn }: Place): Promise<Map<string, Use[]>> {
  const rows = rowsSchema.parse(
    await deps.db.$queryRaw`
      SELECT DISTINCT d."flowId", d."flowName", d.version, found #>> '{}' AS text
      FROM (
        SELECT f.id::text AS "flowId", f.name AS "flowName", NULL::int AS version, f.draft AS document
        FROM flow f WHERE f.workspace_id = ${workspaceId}::uuid AND f.archived_at IS NULL
        UNION ALL
        SELECT f.id::text, f.name, v.number, v.document
        FROM flow_version v JOIN flow f ON f.id = v.flow_id
        WHERE v.workspace_id = ${workspaceId}::uuid AND (
          (f.archived_at IS NULL AND NOT EXISTS (
            SELECT 1 FROM flow_version newer WHERE newer.flow_id = v.flow_id AND newer.number > v.number))
          OR v.id IN (SELECT version_id FROM phone_number WHERE workspace_id = ${workspaceId}::uuid)
          OR v.id IN (SELECT version_id FROM call WHERE workspace_id = ${workspaceId}::uuid AND open))
      ) d, jsonb_path_query(d.document, ${path}::jsonpath) found
      WHERE jsonb_typeof(found) = 'string'
      ORDER BY d."flowName", d."flowId", d.version NULLS FIRST`,
  )
  const used = new Map<string, Map<string, Use>>()
  for (const { flowId, flowName, version, text } of rows)
    for (const key of new Set(keysIn(text))) {
      const uses = used.get(key) ?? new Map<string, Use>()
      const use = uses.get(flowId) ?? { flowId, flowName, draft: false, versions: [] }
      used.set(key, uses.set(flowId, use))
      if (version === null) use.draft = true
      else if (!use.versions.includes(version)) use.versions.push(version)
    }
  return new Map([...used].map(([key, uses]) => [key, [...uses.values()]]))
}
