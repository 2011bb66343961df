import type { Block, BoundBlock } from './block'
import type { FlowDocument } from './document'

/** The blocks that a flow may use, by type. */
export type BlockList = Readonly<Record<string, Block>>

export type CompiledNode = {
  id: string
  name: string
  block: Block
  bound: BoundBlock
  /** Exit name → the node that it leads to. */
  next: ReadonlyMap<string, string>
}

/** A document made ready to run: blocks bound to their settings, lines resolved. */
export type Flow = {
  nodes: ReadonlyMap<string, CompiledNode>
  /** The Start block, or null where there is none. */
  start: string | null
}

/**
 * Compiles a document once, for any number of calls. Never throws: nodes of unknown blocks and lines that lead nowhere
 * are left out, and become trace entries when a call gets there.
 */
export function compileFlow(blocks: BlockList, document: FlowDocument): Flow {
  const next = new Map<string, Map<string, string>>()
  for (const edge of Object.values(document.edges)) {
    const exits = next.get(edge.from) ?? new Map<string, string>()
    exits.set(edge.exit, edge.to)
    next.set(edge.from, exits)
  }
  const nodes = new Map<string, CompiledNode>()
  let start: string | null = null
  for (const [id, node] of Object.entries(document.nodes)) {
    const block = Object.hasOwn(blocks, node.block) ? blocks[node.block] : undefined
    if (!block) continue
    nodes.set(id, { id, name: node.name, block, bound: block.bind(node.config), next: next.get(id) ?? new Map() })
    if (block.group === 'start') start ??= id
  }
  return { nodes, start }
}
