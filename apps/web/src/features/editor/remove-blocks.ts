import type { FlowDocument, FlowEdge } from '@patchbay/flow/document'
import { applyEdit, type Edit } from '@patchbay/flow/edit'
import { exitsOf } from './flow-index'
import { refuseLine } from './refuse-line'

/** Whoever deletes more at once clears a part of the flow, and wants nothing joined across it. */
const mostJoined = 20

/**
 * The edits that delete blocks. Where a block had one way on, what led to it leads there afterwards: a block taken out of a
 * row leaves a row.
 */
export function removeBlocks(document: FlowDocument, ids: readonly string[]): Edit[] {
  if (ids.length > mostJoined) return [{ type: 'delete', ids }]
  const edits: Edit[] = []
  let left = document
  const does = (edit: Edit) => {
    edits.push(edit)
    left = applyEdit(left, edit)
  }
  for (const id of ids) {
    const target = onlyWayOn(left, id)
    const into =
      target === null ? [] : Object.entries(left.edges).filter(([, edge]) => edge.to === id && edge.from !== id)
    does({ type: 'delete', ids: [id] })
    if (target === null) continue
    for (const [line, edge] of into) {
      const joined: FlowEdge = { ...edge, to: target }
      if (refuseLine(left, joined) === null) does({ type: 'connect', id: line, edge: joined })
    }
  }
  return edits
}

/** Where every line that leaves a block leads, if that is one place and the call still lasts there. */
function onlyWayOn(document: FlowDocument, id: string): string | null {
  const node = document.nodes[id]
  if (!node) return null
  const over = new Set(exitsOf(node).flatMap((exit) => (exit.over ? [exit.name] : [])))
  const targets = new Set(
    Object.values(document.edges).flatMap((edge) => (edge.from === id && !over.has(edge.exit) ? [edge.to] : [])),
  )
  const [only] = targets
  return targets.size === 1 && only !== undefined && only !== id ? only : null
}
