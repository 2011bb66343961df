import { type BlockType, blocks } from '@patchbay/blocks/blocks'
import { initialConfig } from '@patchbay/flow/block'
import { type FlowDocument, type FlowNode, nodeSchema, type Position } from '@patchbay/flow/document'
import { applyEdit, type Edit } from '@patchbay/flow/edit'
import { freeName } from '@patchbay/flow/fragment'
import { refuseConnection } from '@patchbay/flow/problems'
import { exitsOf, linesOf, nameOf } from './flow-index'

/** A card's width on the canvas, in pixels; its height depends on what it says. */
export const cardWidth = 240

const columnGap = 80
const rowGap = 40
const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** An id that nothing in the document has, such as `gather-x3k9q`: readable where people compare files. */
export function freeId(prefix: string, taken: Record<string, unknown>): string {
  for (;;) {
    const random = crypto.getRandomValues(new Uint8Array(5))
    const id = `${prefix}-${Array.from(random, (byte) => letters[byte % letters.length]).join('')}`
    if (!Object.hasOwn(taken, id)) return id
  }
}

/** A new node with the block's first settings and a name that no other block of the flow has. */
export function newNode(type: BlockType, document: FlowDocument): FlowNode {
  const block = blocks[type]
  const name = freeName(block.title, new Set(Object.values(document.nodes).map(nameOf)))
  return nodeSchema.parse({ block: type, name, config: initialConfig(block) })
}

/** About how tall a card is before the browser has measured it, in pixels. */
export function estimatedHeight(node: FlowNode): number {
  return 110 + exitsOf(node).length * 30
}

/** The nearest place at or below `wanted` where a card covers no other. */
export function freePlace(document: FlowDocument, wanted: Position, height: number): Position {
  const others = Object.entries(document.ui.positions).flatMap(([id, at]) => {
    const node = document.nodes[id]
    return node && Math.abs(at.x - wanted.x) < cardWidth + rowGap ? [{ top: at.y, height: estimatedHeight(node) }] : []
  })
  others.sort((one, other) => one.top - other.top)
  let y = wanted.y
  for (const other of others)
    if (y < other.top + other.height + rowGap && other.top < y + height + rowGap) y = other.top + other.height + rowGap
  return { x: wanted.x, y }
}

/** The edit that moves down what a card that has grown would cover, and what that would cover in turn; null if nothing. */
export function makeRoom(document: FlowDocument, id: string): Edit | null {
  const at = document.ui.positions[id]
  const node = document.nodes[id]
  if (!at || !node) return null
  const below = Object.entries(document.ui.positions)
    .filter(([other, place]) => other !== id && place.y > at.y && Math.abs(place.x - at.x) < cardWidth)
    .sort(([, one], [, other]) => one.y - other.y)
  const positions: Record<string, Position> = {}
  let free = at.y + estimatedHeight(node) + rowGap / 2
  for (const [other, place] of below) {
    const card = document.nodes[other]
    if (!card || place.y >= free) break
    positions[other] = { x: place.x, y: free }
    free += estimatedHeight(card) + rowGap / 2
  }
  return Object.keys(positions).length > 0 ? { type: 'move', positions } : null
}

/**
 * The edits that add a block after another: to its right, and led to by its first exit that must lead somewhere and
 * does not yet, where a line may be drawn.
 */
export function addAfter(document: FlowDocument, after: string, type: BlockType): { id: string; edits: Edit[] } {
  const node = newNode(type, document)
  const id = freeId(type, document.nodes)
  const at = document.ui.positions[after] ?? { x: 0, y: 0 }
  const position = freePlace(document, { x: at.x + cardWidth + columnGap, y: at.y }, estimatedHeight(node))
  const add: Edit = { type: 'add', id, node, position }
  const from = document.nodes[after]
  if (!from) return { id, edits: [add] }
  const leaving = linesOf(document).get(after)
  const grown = { ...document, nodes: { ...document.nodes, [id]: node } }
  const exit = exitsOf(from).find(
    (candidate) =>
      !candidate.optional &&
      !leaving?.has(candidate.name) &&
      !refuseConnection(blocks, grown, { from: after, exit: candidate.name, to: id }),
  )
  if (!exit) return { id, edits: [add] }
  const edge = { from: after, exit: exit.name, to: id }
  return { id, edits: [add, { type: 'connect', id: freeId('line', document.edges), edge }] }
}

/** The edits that add a block where it was dropped. */
export function addAt(document: FlowDocument, at: Position, type: BlockType): { id: string; edits: Edit[] } {
  const id = freeId(type, document.nodes)
  const position = { x: Math.round(at.x), y: Math.round(at.y) }
  return { id, edits: [{ type: 'add', id, node: newNode(type, document), position }] }
}

/** The edits that put a block into a line: what led to the line's end leads to the block, and its first exit onwards. */
export function insertOnLine(
  document: FlowDocument,
  line: string,
  at: Position,
  type: BlockType,
): { id: string; edits: Edit[] } {
  const added = addAt(document, at, type)
  const edge = document.edges[line]
  if (!edge) return added
  const grown = added.edits.reduce(applyEdit, document)
  const into = { ...edge, to: added.id }
  if (refuseConnection(blocks, grown, into)) return added
  const edits: Edit[] = [...added.edits, { type: 'connect', id: line, edge: into }]
  const node = grown.nodes[added.id]
  const exit = node ? exitsOf(node)[0] : undefined
  if (exit) {
    const onwards = { from: added.id, exit: exit.name, to: edge.to }
    if (!refuseConnection(blocks, grown, onwards))
      edits.push({ type: 'connect', id: freeId('line', document.edges), edge: onwards })
  }
  return { id: added.id, edits }
}

/** The kind of data that a block being dragged from the palette carries: its type. */
export const draggedBlock = 'application/x-patchbay-block'
