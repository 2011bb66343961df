import type { Exit } from './block'
import type { FlowDocument } from './document'
import type { BlockList, CompiledNode, Flow } from './flow'
import type { Neighbours } from './neighbours'
import type { Fixes } from './problem-fixes'

/** What every check of a flow looks at. */
export type Checked = {
  blocks: BlockList
  flow: Flow
  document: FlowDocument
  fixes: Fixes
  /** Null where they are not known: what a flow names of them is not checked then. */
  neighbours: Neighbours | null
  /** The blocks that a call can get to while it lasts, and those that can follow when it is over. */
  onCall: ReadonlySet<string>
  afterCall: ReadonlySet<string>
}

/** The exits that a call can take while it lasts. */
export function liveExits(node: CompiledNode): readonly Exit[] {
  const { exits } = node.bound
  return exits.some((exit) => exit.over) ? exits.filter((exit) => !exit.over) : exits
}

/** Every block that can be got to from some others, themselves included, by the exits that `exitsOf` lets through. */
export function reach(
  flow: Flow,
  from: readonly string[],
  exitsOf: (node: CompiledNode) => readonly Exit[],
): Set<string> {
  const seen = new Set<string>()
  const queue = [...from]
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const node = flow.nodes.get(id)
    if (!node || seen.has(id)) continue
    seen.add(id)
    for (const exit of exitsOf(node)) {
      const target = node.next.get(exit.name)
      if (target !== undefined) queue.push(target)
    }
  }
  return seen
}

/** Where calls can get to, from the Start block on. */
export function reachOf(flow: Flow): Pick<Checked, 'onCall' | 'afterCall'> {
  if (flow.start === null) return { onCall: new Set(), afterCall: new Set() }
  const { error, 'hang-up': parting } = flow.ways
  const onCall = reach(flow, error === undefined ? [flow.start] : [flow.start, error], liveExits)
  const overTargets: string[] = parting === undefined ? [] : [parting]
  for (const id of onCall) {
    const node = flow.nodes.get(id)
    for (const exit of node?.bound.exits ?? []) {
      const target = exit.over ? node?.next.get(exit.name) : undefined
      if (target !== undefined) overTargets.push(target)
    }
  }
  return { onCall, afterCall: reach(flow, overTargets, (node) => node.bound.exits) }
}
