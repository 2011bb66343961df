import type { CompiledNode, Flow } from './flow'
import { called, error, lowerFirst, mendedBy, type Problem, warning } from './problem'
import { type Checked, liveExits } from './problem-reach'

/** Where calls can't get to, and where they would get stuck. */
export function pathProblems(checked: Checked): Problem[] {
  const { flow, fixes, onCall, afterCall } = checked
  if (flow.start === null) return []
  const problems: Problem[] = []
  const reachesEnd = canReachEnd(flow)
  for (const node of flow.nodes.values()) {
    const live = onCall.has(node.id)
    const after = afterCall.has(node.id)
    if (!live && !after && node.block.group !== 'start')
      problems.push(
        mendedBy(
          warning('unreachable', `No call can get to ${called(node)}: nothing leads there.`, node.id),
          fixes.deleteBlock(node.id),
        ),
      )
    if (after && node.block.group !== 'logic' && node.block.way !== 'hang-up')
      problems.push(
        error(
          'call-is-over',
          `There is no call any more when ${called(node)} is reached: only Logic blocks can follow.`,
          node.id,
        ),
      )
    if (after && !live) continue
    problems.push(...openExits(checked, node))
    if (live && !reachesEnd.has(node.id))
      problems.push(
        error(
          'no-way-to-end',
          `From ${called(node)} no way leads to an End block: a caller would never get out.`,
          node.id,
        ),
      )
  }
  return problems
}

function openExits({ fixes, afterCall }: Checked, node: CompiledNode): Problem[] {
  return node.bound.exits
    .filter((exit) => !exit.optional && !node.next.has(exit.name))
    .map((exit) => {
      const nowhere = `${called(node)} leads nowhere ${lowerFirst(exit.label)}`
      const message = exit.silence ? `${nowhere}: such a caller would only hear an apology.` : `${nowhere}.`
      const problem = error('exit-open', message, node.id, { exit: exit.name })
      // What may follow the end of a call can't lead to a block that needs one.
      return afterCall.has(node.id) ? problem : mendedBy(problem, fixes.hangUp(node, exit))
    })
}

/** The blocks from which some way leads to an end of the call, or to an open exit: that one is told by itself. */
function canReachEnd(flow: Flow): Set<string> {
  const into = new Map<string, string[]>()
  const ends: string[] = []
  for (const node of flow.nodes.values()) {
    const live = liveExits(node)
    const leaves = live.length === 0 || live.some((exit) => !node.next.has(exit.name))
    if (node.block.group === 'end' || leaves) ends.push(node.id)
    for (const target of node.next.values()) {
      const sources = into.get(target)
      if (sources) sources.push(node.id)
      else into.set(target, [node.id])
    }
  }
  const seen = new Set<string>()
  for (let id = ends.pop(); id !== undefined; id = ends.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    for (const source of into.get(id) ?? []) ends.push(source)
  }
  return seen
}
