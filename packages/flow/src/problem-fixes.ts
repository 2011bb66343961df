import { type Exit, initialConfig } from './block'
import {
  documentLimits,
  edgeSchema,
  type FlowDocument,
  type FlowNode,
  nodeSchema,
  type Position,
  placedIds,
} from './document'
import type { BlockList, CompiledNode } from './flow'
import { freeName } from './fragment'
import type { Fix } from './problem'

/** How far to the right of a block a new one is put: a card and the room beside it. */
const columnWidth = 320
const farthest = 1e7

/** What can mend problems of one document. Each fix is meant alone: the next one is computed after it is done. */
export type Fixes = {
  /** Leads an exit to a new block that ends the call; undefined where no such line may be drawn. */
  hangUp: (node: CompiledNode, exit: Exit) => Fix | undefined
  deleteBlock: (id: string) => Fix
  deleteLines: (ids: string[]) => Fix
  configure: (id: string, mend: { label: string; config: FlowNode['config'] } | undefined) => Fix | undefined
}

/** The fixes of one document. New ids are the first free ones, so the same document always gives the same fixes. */
export function fixesFor(blocks: BlockList, document: FlowDocument): Fixes {
  const place = (id: string): Position =>
    (Object.hasOwn(document.ui.positions, id) ? document.ui.positions[id] : undefined) ?? { x: 0, y: 0 }
  // Looked for once, and only if something asks: a large flow can have as many open exits as blocks.
  let ending: { id: string; node: FlowNode; line: string } | null | undefined
  const newEnding = () => {
    if (ending !== undefined) return ending
    const node = endingBlock(blocks, document)
    ending =
      node && roomIn(document)
        ? {
            id: firstFree(node.block, named(document)),
            node,
            line: firstFree('line', new Set(Object.keys(document.edges))),
          }
        : null
    return ending
  }
  return {
    hangUp: (node, exit) => {
      const end = newEnding()
      if (!end || exit.over) return undefined
      const edge = { from: node.id, exit: exit.name, to: end.id }
      // A half-typed key can make an exit whose name no line can hold.
      if (!edgeSchema.safeParse(edge).success) return undefined
      const { x, y } = place(node.id)
      const position = { x: Math.min(x + columnWidth, farthest), y }
      return {
        label: 'Hang up here',
        edits: [
          { type: 'add', id: end.id, node: end.node, position },
          { type: 'connect', id: end.line, edge },
        ],
      }
    },
    deleteBlock: (id) => ({ label: 'Delete the block', edits: [{ type: 'delete', ids: [id] }] }),
    deleteLines: (ids) => ({
      label: ids.length === 1 ? 'Delete the line' : `Delete the ${ids.length} lines`,
      edits: [{ type: 'disconnect', ids }],
    }),
    configure: (id, mend) => {
      const node = document.nodes[id]
      if (!node || !mend) return undefined
      return {
        label: mend.label,
        edits: [{ type: 'configure', id, config: { ...node.config, ...mend.config } }],
      }
    },
  }
}

/** A new node that does nothing but end the call, and needs no setting first; undefined if no block does that. */
function endingBlock(blocks: BlockList, document: FlowDocument): FlowNode | undefined {
  for (const [type, block] of Object.entries(blocks)) {
    if (block.group !== 'end') continue
    const config = initialConfig(block)
    const bound = block.bind(config)
    if (bound.exits.length > 0 || bound.problems().length > 0) continue
    const name = freeName(block.title, new Set(Object.values(document.nodes).map((node) => node.name)))
    const node = nodeSchema.safeParse({ block: type, name, config })
    if (node.success) return node.data
  }
  return undefined
}

function roomIn(document: FlowDocument): boolean {
  return (
    Object.keys(document.nodes).length < documentLimits.nodes &&
    Object.keys(document.edges).length < documentLimits.edges
  )
}

/** Every block's id, and every one that a line leads to: a line to a block that is gone must not find the new one. */
function named(document: FlowDocument): Set<string> {
  const ids = new Set(Object.keys(placedIds(document)))
  for (const { from, to } of Object.values(document.edges)) ids.add(from).add(to)
  return ids
}

function firstFree(prefix: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count++) {
    const id = `${prefix}-${count}`
    if (!taken.has(id)) return id
  }
}
