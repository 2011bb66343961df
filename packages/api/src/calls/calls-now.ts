import { z } from 'zod'
import type { Context } from '../context'

const rowsSchema = z.array(z.object({ id: z.string().nullable(), calls: z.number() }))

function counted(rows: unknown): Map<string, number> {
  return new Map(rowsSchema.parse(rows).flatMap(({ id, calls }) => (id === null ? [] : [[id, calls] as const])))
}

/** How many calls are under way, by flow. */
export async function callsNowByFlow({ deps, workspaceId }: Context): Promise<Map<string, number>> {
  return counted(
    await deps.db.$queryRaw`
    SELECT v.flow_id::text AS id, count(*)::int AS calls
    FROM call c JOIN flow_version v ON v.id = c.version_id
    WHERE c.workspace_id = ${workspaceId}::uuid AND c.open AND c.phase <> 'over'
    GROUP BY v.flow_id`,
  )
}

/** How many calls are under way, by number. */
export async function callsNowByNumber({ deps, workspaceId }: Context): Promise<Map<string, number>> {
  return counted(
    await deps.db.$queryRaw`
    SELECT c.number_id::text AS id, count(*)::int AS calls
    FROM call c
    WHERE c.workspace_id = ${workspaceId}::uuid AND c.open AND c.phase <> 'over'
    GROUP BY c.number_id`,
  )
}

/** How many calls are under way on each version of a flow. */
export async function callsNowByVersion({ deps, workspaceId }: Context, flowId: string): Promise<Map<string, number>> {
  return counted(
    await deps.db.$queryRaw`
    SELECT c.version_id::text AS id, count(*)::int AS calls
    FROM call c JOIN flow_version v ON v.id = c.version_id
    WHERE c.workspace_id = ${workspaceId}::uuid AND v.flow_id = ${flowId}::uuid AND c.open AND c.phase <> 'over'
    GROUP BY c.version_id`,
  )
}
