import type { FlowDocument, FlowGroup, FlowNode, FlowNote, Position } from '@patchbay/flow/document'
import type { Edge, Node } from '@xyflow/react'
import { afterCallOf } from './after-call'
import { knownSize } from './card-size'
import { blockOf, linesOf, type Named, nameOf } from './flow-index'
import type { Selection } from './flow-store'
import { isMany } from './large-flow'
import { cardWidth, estimatedHeight } from './new-block'

/**
 * `linked` names the exits that lead somewhere, in one string, so that equal ones are the same to React; `rests`: the others need
 * not, since the call is over there.
 */
export type BlockNode = Node<{ node: FlowNode; linked: string; rests: boolean }, 'block'>
export type NoteNode = Node<{ note: FlowNote }, 'note'>
export type GroupNode = Node<{ group: FlowGroup }, 'frame'>
export type CanvasNode = BlockNode | NoteNode | GroupNode
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
  const afterCall = afterCallOf(document)
  const selected = new Set(selection.nodes)
  // React Flow draws whatever it has not measured, in view or not: thousands at once would take seconds.
  const guessed = isMany(document)
  const place = (id: string, at: Position) => {
    const was = known.get(id)
    return { position: was?.dragging ? was.position : { x: at.x, y: at.y }, selected: selected.has(id) }
  }
  const groups = Object.entries(document.ui.groups).map(([id, group]): GroupNode => {
    const was = known.get(id)
    const put = place(id, group)
    if (was?.type === 'frame' && was.data.group === group && stays(was, put)) return was
    const { width, height } = group
    const ariaLabel = `Group ${group.title}`
    return {
      ...(was?.type === 'frame' ? was : { id }),
      type: 'frame',
      ...put,
      width,
      height,
      zIndex: -1,
      data: { group },
      ariaLabel,
    }
  })
  const notes = Object.entries(document.ui.notes).map(([id, note]): NoteNode => {
    const was = known.get(id)
    const put = place(id, note)
    if (was?.type === 'note' && was.data.note === note && stays(was, put)) return was
    const { width, height } = note
    const ariaLabel = `Note: ${note.text.slice(0, 80)}`
    return { ...(was?.type === 'note' ? was : { id }), type: 'note', ...put, width, height, data: { note }, ariaLabel }
  })
  const blocks = Object.entries(document.nodes).map(([id, node]): BlockNode => {
    const was = known.get(id)
    const linked = [...(lines.get(id)?.keys() ?? [])].sort().join(linkedSeparator)
    const rests = afterCall.has(id)
    const put = place(id, document.ui.positions[id] ?? { x: 0, y: 0 })
    if (was?.type === 'block') {
      const same = was.data.node === node && was.data.linked === linked && was.data.rests === rests
      if (same && stays(was, put)) return was
      const size = was.handles && was.data.node !== node ? knownSize(node) : {}
      return { ...was, ...put, ...size, data: same ? was.data : { node, linked, rests }, ...labels(node) }
    }
    return {
      id,
      type: 'block',
      ...put,
      data: { node, linked, rests },
      initialWidth: cardWidth,
      initialHeight: estimatedHeight(node),
      ...(guessed ? knownSize(node) : {}),
      ...labels(node),
    }
  })
  // What comes first lies behind.
  const nodes = [...groups, ...blocks, ...notes]
  const unchanged = nodes.length === before.length && nodes.every((node, index) => node === before[index])
  return unchanged ? null : nodes
}

/** Once a card was measured, what was guessed of it goes: see `knownSize`. */
export function withoutGuesses(nodes: CanvasNode[], measured: ReadonlySet<string>): CanvasNode[] {
  return nodes.map((node) => {
    if (!node.handles || !measured.has(node.id)) return node
    const { handles: _, ...known } = node
    return known
  })
}

function stays(was: CanvasNode, now: { position: Position; selected: boolean }): boolean {
  return (
    was.position.x === now.position.x && was.position.y === now.position.y && (was.selected ?? false) === now.selected
  )
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
