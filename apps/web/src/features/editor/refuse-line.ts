import { blocks } from '@patchbay/blocks/blocks'
import type { FlowDocument, FlowEdge } from '@patchbay/flow/document'
import { refuseConnection } from '@patchbay/flow/problems'

/** Why a line may not be drawn, in one sentence, or null. Looks at the two blocks alone, however large the flow. */
export function refuseLine(document: FlowDocument, edge: FlowEdge): string | null {
  const ends = Object.fromEntries(
    [edge.from, edge.to].flatMap((id) => {
      const node = document.nodes[id]
      return node ? [[id, node]] : []
    }),
  )
  return refuseConnection(blocks, { ...document, nodes: ends, edges: {} }, edge)?.message ?? null
}
