import { blocks } from '@patchbay/blocks/blocks'
import type { FlowDocument } from '@patchbay/flow/document'
import type { Context } from '../context'
import { readStored } from '../flows/read-draft'
import type { CallCounts } from './call-counts'

/** A key that callers chose at a block of a flow. */
export type ChosenKey = {
  flowId: string
  flowName: string
  node: string
  blockName: string
  key: string
  /** In people's words: “If 1 is pressed: Sales”. */
  label: string
  /** Calls in which it was chosen. */
  calls: number
}

const most = 20

/** The keys that were chosen in most calls, as the newest version that was walked names them. */
export async function chosenKeys({ deps, workspaceId }: Context, counts: CallCounts): Promise<ChosenKey[]> {
  const found = await counts.keys()
  const versions = await deps.db.flowVersion.findMany({
    where: { workspaceId, id: { in: [...new Set(found.map(({ version_id }) => version_id))] } },
    select: { id: true, number: true, flowId: true, flow: { select: { name: true } } },
    orderBy: { number: 'asc' },
  })
  const sums = new Map<string, { versionId: string; node: string; key: string; calls: number }>()
  // By the version's number, so that the newest one that counted a key is remembered.
  for (const { id, flowId } of versions)
    for (const { version_id, what, n } of found) {
      const [, node, key] = /^key:([^:]+):(.+)$/.exec(what) ?? []
      if (version_id !== id || node === undefined || key === undefined) continue
      const sum = `${flowId} ${node} ${key}`
      sums.set(sum, { versionId: id, node, key, calls: (sums.get(sum)?.calls ?? 0) + n })
    }
  const chosen = [...sums.values()].toSorted((a, b) => b.calls - a.calls).slice(0, most)
  const documents = await deps.db.flowVersion.findMany({
    where: { workspaceId, id: { in: chosen.map(({ versionId }) => versionId) } },
    select: { id: true, document: true },
  })
  const byId = new Map(documents.map(({ id, document }) => [id, readStored(document)]))
  return chosen.flatMap(({ versionId, node, key, calls }) => {
    // What is typed at a private block is told of nobody, however many they were.
    if (isPrivate(byId.get(versionId), node)) return []
    const version = versions.find(({ id }) => id === versionId)
    const names = namesOf(byId.get(versionId), node, key)
    return version ? [{ flowId: version.flowId, flowName: version.flow.name, node, ...names, key, calls }] : []
  })
}

const known: Readonly<Record<string, (typeof blocks)[keyof typeof blocks]>> = blocks

function isPrivate(document: FlowDocument | undefined, id: string): boolean {
  return document?.nodes[id]?.config.private === true
}

function namesOf(document: FlowDocument | undefined, id: string, key: string): { blockName: string; label: string } {
  const node = document?.nodes[id]
  const block = node && Object.hasOwn(known, node.block) ? known[node.block] : undefined
  const exit = node && block?.bind(node.config).exits.find((candidate) => candidate.key === key)
  return { blockName: node?.name || block?.title || id, label: exit?.label ?? `If ${key} is pressed` }
}
