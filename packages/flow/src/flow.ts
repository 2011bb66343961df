import type { Block, BoundBlock } from './block'
import type { FlowDocument } from './document'
import { variableName } from './vars'

/** The blocks that a flow may use, by type. */
export type BlockList = Readonly<Record<string, Block>>

export type CompiledNode = {
  id: string
  name: string
  /** What its results are called. */
  variable: string
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
  /** Where a call goes when something breaks, and when its caller hangs up. */
  ways: Readonly<Partial<Record<'error' | 'hang-up', string>>>
  settings: FlowDocument['settings']
  /** Of prompts, where the call has chosen no other. */
  language: string
}

/** Flows that others walk, by their version's id. */
export type Flows = ReadonlyMap<string, Flow>

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
  const ways: Partial<Record<'error' | 'hang-up', string>> = {}
  for (const [id, node] of Object.entries(document.nodes)) {
    const block = Object.hasOwn(blocks, node.block) ? blocks[node.block] : undefined
    if (!block) continue
    const { name, config } = node
    const variable = variableName(name || block.title)
    nodes.set(id, { id, name, variable, block, bound: block.bind(config), next: next.get(id) ?? new Map() })
    if (block.way) ways[block.way] ??= id
    else if (block.group === 'start') start ??= id
  }
  return { nodes, start, ways, settings: document.settings, language: document.language }
}
