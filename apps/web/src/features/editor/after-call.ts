import type { Exit } from '@patchbay/flow/block'
import type { FlowDocument } from '@patchbay/flow/document'
import { blockOf, exitsOf, linesOf } from './flow-index'

let last: { nodes: FlowDocument['nodes']; edges: FlowDocument['edges']; blocks: ReadonlySet<string> } | null = null

/**
 * The blocks that are only got to when the call is over: nobody hears of it when a way out of them leads nowhere. Worked
 * out once for as long as neither blocks nor lines change.
 */
export function afterCallOf(document: FlowDocument): ReadonlySet<string> {
  const { nodes, edges } = document
  if (last?.nodes !== nodes || last.edges !== edges) last = { nodes, edges, blocks: findAfterCall(document) }
  return last.blocks
}

/** Every way out of a block in its flow: see `afterCallOf`. */
export function exitsIn(document: FlowDocument, id: string): readonly Exit[] {
  const node = document.nodes[id]
  if (!node) return []
  const exits = exitsOf(node)
  return afterCallOf(document).has(id) ? exits.map((exit) => ({ ...exit, optional: true })) : exits
}

function findAfterCall(document: FlowDocument): ReadonlySet<string> {
  const begins: string[] = []
  const parts: string[] = []
  for (const [id, node] of Object.entries(document.nodes)) {
    const block = blockOf(node)
    if (block?.way === 'hang-up') parts.push(id)
    else if (block?.group === 'start') begins.push(id)
  }
  const onCall = follow(document, begins, false)
  for (const id of onCall) parts.push(...targets(document, id, true))
  const after = follow(document, parts, null)
  return new Set([...after].filter((id) => !onCall.has(id)))
}

/** Where some blocks lead, themselves included; `over`: by which exits, null for all. */
function follow(document: FlowDocument, from: readonly string[], over: boolean | null): Set<string> {
  const seen = new Set<string>()
  const queue = [...from]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    queue.push(...targets(document, id, over))
  }
  return seen
}

function targets(document: FlowDocument, id: string, over: boolean | null): string[] {
  const node = document.nodes[id]
  const lines = linesOf(document).get(id)
  if (!node || !lines) return []
  return exitsOf(node).flatMap((exit) => {
    const to = lines.get(exit.name)?.edge.to
    return to !== undefined && (over === null || (exit.over ?? false) === over) ? [to] : []
  })
}
