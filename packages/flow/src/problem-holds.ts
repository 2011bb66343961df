import type { CompiledNode } from './flow'
import { called, error, type Problem } from './problem'
import { type Checked, liveExits, reach } from './problem-reach'

/** Blocks that the carrier would refuse: those that a caller on hold comes to, and Unhold for one who is not. */
export function holdProblems({ flow }: Checked): Problem[] {
  if (flow.start === null) return []
  const begins = [...flow.nodes.values()].filter(({ block }) => block.holds === 'begin')
  const behind = begins.flatMap((node) => liveExits(node).flatMap((exit) => node.next.get(exit.name) ?? []))
  const onHold = reach(flow, behind, (node) => (node.block.group === 'logic' ? liveExits(node) : []))
  const free = reach(flow, [flow.start], (node) => (node.block.holds === 'begin' ? [] : liveExits(node)))
  const refused = (node: CompiledNode): Problem[] => {
    const { id, block } = node
    if (onHold.has(id) && block.group !== 'logic' && block.holds !== 'end')
      return [
        error('on-hold', `A caller is still on hold when ${called(node)} is reached: put “Unhold” before it.`, id),
      ]
    if (free.has(id) && block.holds === 'end')
      return [error('not-on-hold', `A caller can come to ${called(node)} without being on hold.`, id)]
    return []
  }
  return [...flow.nodes.values()].flatMap(refused)
}
