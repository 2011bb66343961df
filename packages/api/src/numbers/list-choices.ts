import { blocks } from '@patchbay/blocks/blocks'
import { z } from 'zod'
import type { Context } from '../context'

export type VersionChoice = { versionId: string; flowId: string; flowName: string; number: number }

const rowsSchema: z.ZodType<VersionChoice[]> = z.array(
  z.object({ versionId: z.string(), flowId: z.string(), flowName: z.string(), number: z.number() }),
)

const answering = Object.values(blocks)
  .filter((block) => 'direction' in block && block.direction === 'incoming')
  .map((block) => block.type)

/** What a number can run: published versions that begin with an incoming call, the newest first. */
export async function listChoices({ deps, workspaceId }: Context): Promise<VersionChoice[]> {
  const rows = await deps.db.$queryRaw`
    SELECT v.id::text AS "versionId", f.id::text AS "flowId", f.name AS "flowName", v.number
    FROM flow_version v JOIN flow f ON f.id = v.flow_id
    WHERE v.workspace_id = ${workspaceId}::uuid AND f.archived_at IS NULL
      AND EXISTS (SELECT 1 FROM jsonb_each(v.document -> 'nodes') n WHERE n.value ->> 'block' = ANY (${answering}))
    ORDER BY v.published_at DESC, v.number DESC
    LIMIT 1000`
  return rowsSchema.parse(rows)
}
