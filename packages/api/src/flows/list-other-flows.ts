import { blocks } from '@patchbay/blocks/blocks'
import type { OtherFlow } from '@patchbay/flow/neighbours'
import type { Context } from '../context'
import { readStored } from './read-draft'
import { startsWith } from './summarize-draft'

const mostVersions = 100

/** The workspace's flows that another can go to, by name, without the one that asks. */
export async function listOtherFlows({ deps, workspaceId }: Context, not: string): Promise<OtherFlow[]> {
  const flows = await deps.db.flow.findMany({
    where: { workspaceId, archivedAt: null, id: { not }, versions: { some: {} } },
    orderBy: { name: 'asc' },
    select: {
      id: true,
      name: true,
      versions: { orderBy: { number: 'desc' }, take: mostVersions, select: { number: true, id: true } },
    },
  })
  const newest = await deps.db.flowVersion.findMany({
    where: { id: { in: flows.flatMap(({ versions }) => versions[0]?.id ?? []) } },
    select: { flowId: true, document: true },
  })
  const documents = new Map(newest.map(({ flowId, document }) => [flowId, readStored(document)]))
  return flows.flatMap(({ id, name, versions }) => {
    const document = documents.get(id)
    if (!document || startsWith(document) !== 'incoming') return []
    const ways = Object.values(document.nodes).flatMap((node) =>
      node.block === blocks.return.type ? [blocks.return.read(node.config).way.trim().toLowerCase()] : [],
    )
    return [
      {
        id,
        name,
        versions: versions.map(({ number }) => number),
        ways: [...new Set(ways)].sort(),
        settings: Object.entries(document.settings).map(([key, { label, type }]) => ({ key, label, type })),
      },
    ]
  })
}
