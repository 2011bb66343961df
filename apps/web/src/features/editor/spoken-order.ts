import type { FlowDocument } from '@patchbay/flow/document'
import { blockOf, exitsOf, linesOf } from './flow-index'

/** The ids of all nodes in the order in which a caller would meet them: from the Start along each exit; the rest last. */
export function spokenOrder(document: FlowDocument): string[] {
  const lines = linesOf(document)
  const seen = new Set<string>()
  const starts = Object.entries(document.nodes).flatMap(([id, node]) => (blockOf(node)?.group === 'start' ? [id] : []))
  // A stack, so that what follows the first exit is told before what follows the second.
  for (const first of [...starts, ...Object.keys(document.nodes)]) {
    const stack = [first]
    for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
      const node = document.nodes[id]
      if (!node || seen.has(id)) continue
      seen.add(id)
      const next = exitsOf(node).flatMap((exit) => lines.get(id)?.get(exit.name)?.edge.to ?? [])
      stack.push(...next.reverse())
    }
  }
  return [...seen]
}
