import type { FlowDocument, FlowNode } from '@patchbay/flow/document'
import type { Edge, Node } from '@xyflow/react'
import { blockOf, linesOf, type Named, nameOf } from './flow-index'
import type { Selection } from './flow-store'
import { cardWidth, estimatedHeight } from './new-block'

/** `linked` names the exits that lead somewhere, in one string, so that equal ones are the same to React. */
export type CanvasNode = Node<{ node: FlowNode; linked: string }, 'block'>
export type CanvasEdge = Edge

/** Separates the exits in `linked`; no exit's name can hold it. */
export const linkedSeparator = '\n'

/**
 * React Flow's nodes for a document. What has not changed keeps its object, with what React Flow measured on it, so
 * only the cards that an edit touched are drawn again; if nothing changed, the very list comes back.
 */
export function canvasNodes(
  document: FlowDocument,
  selection: Selection,
  before: readonly CanvasNode[],
): CanvasNode[] | null {
  const known = new Map(before.map((node) => [node.id, node]))
  const lines = linesOf(document)
  const selected = new Set(selection.nodes)
  const nodes = Object.entries(document.nodes).map(([id, node]): CanvasNode => {
    const was = known.get(id)
    const linked = [...(lines.get(id)?.keys() ?? [])].sort().join(linkedSeparator)
    const position = was?.dragging ? was.position : (document.ui.positions[id] ?? { x: 0, y: 0 })
    const isSelected = selected.has(id)
    if (was) {
      const same = was.data.node === node && was.data.linked === linked
      const stays = was.position.x === position.x && was.position.y === position.y
      if (same && stays && (was.selected ?? false) === isSelected) return was
      return { ...was, position, selected: isSelected, data: same ? was.data : { node, linked }, ...labels(node) }
    }
    return {
      id,
      type: 'block',
      position,
      selected: isSelected,
      data: { node, linked },
      initialWidth: cardWidth,
      initialHeight: estimatedHeight(node),
      ...labels(node),
    }
  })
  const unchanged = nodes.length === before.length && nodes.every((node, index) => node === before[index])
  return unchanged ? null : nodes
}

function labels(node: FlowNode): { ariaLabel: string } {
  const title = blockOf(node)?.title ?? node.block
  const name = nameOf(node)
  return { ariaLabel: name === title ? name : `${name} (${title})` }
}

/**
 * React Flow's edges for a document's lines; those that touch a selected block are lit. As with nodes, what has not
 * changed keeps its object.
 */
export function canvasEdges(
  lines: FlowDocument['edges'],
  names: readonly Named[],
  selection: Selection,
  before: CanvasEdge[],
): CanvasEdge[] {
  const known = new Map(before.map((edge) => [edge.id, edge]))
  const called = new Map(names.map(({ id, name }) => [id, name]))
  const selected = new Set(selection.edges)
  const near = new Set(selection.nodes)
  const edges = Object.entries(lines).map(([id, { from, exit, to }]): CanvasEdge => {
    const was = known.get(id)
    const isSelected = selected.has(id)
    const className = near.has(from) || near.has(to) ? 'lit' : ''
    const ariaLabel = `Line from ${called.get(from) ?? from} to ${called.get(to) ?? to}`
    const same =
      was?.source === from &&
      was.sourceHandle === exit &&
      was.target === to &&
      was.selected === isSelected &&
      was.className === className &&
      was.ariaLabel === ariaLabel
    if (same) return was
    return { id, source: from, sourceHandle: exit, target: to, selected: isSelected, className, ariaLabel }
  })
  const unchanged = edges.length === before.length && edges.every((edge, index) => edge === before[index])
  return unchanged ? before : edges
}
