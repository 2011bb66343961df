import { type BlockType, blocks } from '@patchbay/blocks/blocks'
import type { Block, Exit } from '@patchbay/flow/block'
import type { FlowDocument, FlowEdge, FlowNode } from '@patchbay/flow/document'

/** Whether this Patchbay has a block of that type. */
export function isBlockType(type: string): type is BlockType {
  return Object.hasOwn(blocks, type)
}

/** The block that a node is made of; undefined where a document names one that this Patchbay does not have. */
export function blockOf(node: FlowNode): Block | undefined {
  return isBlockType(node.block) ? blocks[node.block] : undefined
}

const none: readonly Exit[] = []
const exits = new WeakMap<FlowNode, readonly Exit[]>()

/** Every way out of a node. Nodes are never changed in place, so each is asked once. */
export function exitsOf(node: FlowNode): readonly Exit[] {
  const known = exits.get(node)
  if (known) return known
  const found = blockOf(node)?.bind(node.config).exits ?? none
  exits.set(node, found)
  return found
}

/** The lines that leave each node: node id → exit name → the line. */
export type LineIndex = ReadonlyMap<string, ReadonlyMap<string, { id: string; edge: FlowEdge }>>

const indexes = new WeakMap<FlowDocument['edges'], LineIndex>()

/** The lines of a document by where they begin, built once for each set of lines. */
export function linesOf(document: FlowDocument): LineIndex {
  const known = indexes.get(document.edges)
  if (known) return known
  const index = new Map<string, Map<string, { id: string; edge: FlowEdge }>>()
  for (const [id, edge] of Object.entries(document.edges)) {
    const leaving = index.get(edge.from) ?? new Map<string, { id: string; edge: FlowEdge }>()
    leaving.set(edge.exit, { id, edge })
    index.set(edge.from, leaving)
  }
  indexes.set(document.edges, index)
  return index
}

/** What people call a node. */
export function nameOf(node: FlowNode): string {
  return node.name || blockOf(node)?.title || node.block
}

export type Named = { id: string; name: string; type: string }

let lastNames: { nodes: FlowDocument['nodes']; names: readonly Named[] } | null = null

/** Every node's name and type, in the document's order. The same list comes back while none of that changes. */
export function namesOf(document: FlowDocument): readonly Named[] {
  if (lastNames?.nodes === document.nodes) return lastNames.names
  const names = Object.entries(document.nodes).map(([id, node]) => ({ id, name: nameOf(node), type: node.block }))
  const before = lastNames?.names ?? []
  const same =
    names.length === before.length &&
    names.every(({ id, name, type }, i) => before[i]?.id === id && before[i].name === name && before[i].type === type)
  lastNames = { nodes: document.nodes, names: same ? before : names }
  return lastNames.names
}

/** The types of block that fit after an exit; `over`: the call has ended there. */
export function typesAfter(over: boolean): BlockType[] {
  return Object.keys(blocks)
    .filter(isBlockType)
    .filter((type) => blocks[type].group !== 'start' && (!over || blocks[type].group === 'logic'))
}
