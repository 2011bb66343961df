import type { CompiledNode } from './flow'
import { called, type Problem, warning } from './problem'
import { type Checked, liveExits, reach } from './problem-reach'

/** After so many seconds without a sound people take a line for dead. */
export const longestSilence = 8

/** What callers do not hear, and should. */
export function hearingProblems(checked: Checked): Problem[] {
  return [...silenceProblems(checked), ...noticeProblems(checked)]
}

/**
 * The blocks at which a caller who comes the most silent way has heard nothing for too long. Seconds add up along every
 * path until a block makes a sound. A block that is found starts again from nothing, so no loop can add up for ever, and
 * whole seconds up to the limit mean that each block is looked at a few times at most.
 */
function silenceProblems({ flow, onCall }: Checked): Problem[] {
  const arrivesWith = new Map<string, number>()
  const found = new Set<string>()
  const queue = [...onCall].reverse()
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const node = flow.nodes.get(id)
    if (!node || found.has(id)) continue
    const { heard } = node.bound
    if (heard.sound !== 'none') continue
    const silent = (arrivesWith.get(id) ?? 0) + Math.ceil(Math.max(0, heard.seconds))
    if (silent > longestSilence) {
      found.add(id)
      continue
    }
    for (const exit of liveExits(node)) {
      const target = node.next.get(exit.name)
      if (target === undefined || silent <= (arrivesWith.get(target) ?? 0)) continue
      arrivesWith.set(target, silent)
      queue.push(target)
    }
  }
  return nodesOf(found, flow.nodes).map((node) =>
    warning(
      'long-silence',
      `A caller can hear nothing for more than ${longestSilence} seconds up to the end of ${called(node)}. Give it a message.`,
      node.id,
    ),
  )
}

/** Blocks that record callers to whom nothing at all was said: many countries ask for a notice. */
function noticeProblems({ flow }: Checked): Problem[] {
  if (flow.start === null) return []
  const told = (node: CompiledNode) => node.bound.heard.sound === 'message'
  const untold = reach(flow, [flow.start], (node) => (told(node) ? [] : liveExits(node)))
  return nodesOf(untold, flow.nodes)
    .filter((node) => node.block.records && !told(node))
    .map((node) =>
      warning(
        'recording-without-notice',
        `${called(node)} records callers to whom nothing was said. Many countries ask that they are told: say so in its message or before.`,
        node.id,
      ),
    )
}

/** In the document's order, whichever way they were found. */
function nodesOf(ids: ReadonlySet<string>, nodes: ReadonlyMap<string, CompiledNode>): CompiledNode[] {
  return [...nodes.values()].filter((node) => ids.has(node.id))
}
