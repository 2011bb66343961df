import { type BlockType, blocks } from '@patchbay/blocks/blocks'
import type { Edit } from '@patchbay/flow/edit'
import { linesOf, type Named, nameOf, typesAfter } from './flow-index'
import type { FlowStore } from './flow-store'
import { addAfter, freeId } from './new-block'

/** One way out of one block. */
export type ExitEnd = { from: string; exit: string }

/** The blocks of a flow that a line may lead to; `over`: the call has ended there. */
export function namesAfter(names: readonly Named[], over: boolean): Named[] {
  const fitting = new Set<string>(typesAfter(over))
  return names.filter(({ type }) => fitting.has(type))
}

/** Leads an exit to a block of the flow, or says why not: null when it is done. */
export function leadTo(flow: FlowStore, { from, exit }: ExitEnd, to: string): string | null {
  return flow.connect({ from, exit, to })
}

/** Takes away the line of an exit, if it has one. */
export function leadNowhere(flow: FlowStore, { from, exit }: ExitEnd): void {
  const { document } = flow.getState()
  const line = linesOf(document).get(from)?.get(exit)
  const node = document.nodes[from]
  if (!line || !node) return
  flow.remove({ nodes: [], edges: [line.id] })
  flow.say(`${nameOf(node)} no longer leads to ${calledAt(flow, line.edge.to)} there.`)
}

/** Leads an exit to a new block, which stands to the right unless `added` says where; the new block's id. */
export function leadToNew(
  flow: FlowStore,
  { from, exit }: ExitEnd,
  type: BlockType,
  added: { id: string; edits: readonly Edit[] } = addAfter(flow.getState().document, from, type),
): string {
  const { document } = flow.getState()
  const { title } = blocks[type]
  const edge = { from, exit, to: added.id }
  // A block that is added after another brings a line of its own, from the first exit that is free: not this one's.
  const adding = added.edits.filter((edit) => edit.type === 'add')
  flow.edit(`add ${title}`, [...adding, { type: 'connect', id: freeId('line', document.edges), edge }])
  flow.say(`Added ${calledAt(flow, added.id)} after ${calledAt(flow, from)}.`)
  return added.id
}

function calledAt(flow: FlowStore, id: string): string {
  const node = flow.getState().document.nodes[id]
  return node ? nameOf(node) : 'a block'
}
