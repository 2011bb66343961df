import type { Exit } from './block'
import type { CompiledNode, Flow } from './flow'
import { called, error, lowerFirst, mendedBy, type Problem, warning } from './problem'
import { type Checked, liveExits } from './problem-reach'

/** Loops that a caller can't leave, or does not leave by doing nothing. */
export function loopProblems(checked: Checked): Problem[] {
  const { flow } = checked
  if (flow.start === null) return []
  const problems: Problem[] = []
  for (const id of loopsWithoutWait(flow)) {
    const node = flow.nodes.get(id)
    if (node)
      problems.push(
        error(
          'loop-without-wait',
          `${called(node)} is in a loop in which the caller can do nothing. Put a block into it that waits for the caller.`,
          id,
        ),
      )
  }
  for (const loop of silentLoops(checked)) problems.push(withoutLimit(checked, loop))
  return problems
}

function withoutLimit({ fixes }: Checked, loop: readonly [CompiledNode, ...CompiledNode[]]): Problem {
  const [first] = loop
  const node = loop.find((candidate) => wayOfSilence(candidate)?.silence)
  const exit = node && wayOfSilence(node)
  if (!node || !exit)
    return warning(
      'loop-without-limit',
      `A caller who does nothing goes round and round by ${called(first)} until the call is cut off.`,
      first.id,
    )
  const message = `A caller who does nothing goes round and round by ${called(node)} until the call is cut off: ${lowerFirst(exit.label)}, it should end some time.`
  return mendedBy(warning('loop-without-limit', message, node.id, { exit: exit.name }), fixes.hangUp(node, exit))
}

/** How a call goes on with a caller who does nothing: by the exit for that, else by the only way there is. */
function wayOfSilence(node: CompiledNode): Exit | undefined {
  const live = liveExits(node)
  const silence = live.find((exit) => exit.silence)
  if (silence) return silence
  const ways = live.filter((exit) => !exit.failure && !exit.optional)
  return ways.length === 1 ? ways[0] : undefined
}

/**
 * The loops in which such a caller goes round, of those with a block that waits. From each block there is one way at most,
 * so every block is walked once, and a walk that meets itself has found a loop.
 */
function silentLoops({ flow, onCall }: Checked): [CompiledNode, ...CompiledNode[]][] {
  const loops: [CompiledNode, ...CompiledNode[]][] = []
  const done = new Set<string>()
  for (const first of onCall) {
    const path: CompiledNode[] = []
    const at = new Map<string, number>()
    let id: string | undefined = first
    while (id !== undefined && !done.has(id) && !at.has(id)) {
      const node = flow.nodes.get(id)
      if (!node) break
      at.set(id, path.length)
      path.push(node)
      const way = wayOfSilence(node)
      id = way && node.next.get(way.name)
    }
    const [head, ...rest] = path.slice(id === undefined ? path.length : (at.get(id) ?? path.length))
    if (head && [head, ...rest].some((node) => node.block.waitsForCaller)) loops.push([head, ...rest])
    for (const { id: walked } of path) done.add(walked)
  }
  return loops
}

/**
 * One block of every loop that never waits for the caller, and that no count of a call's rounds ends. Kahn's algorithm:
 * what can't be sorted stands in a loop.
 */
function loopsWithoutWait(flow: Flow): string[] {
  const alone = new Map([...flow.nodes].filter(([, node]) => !node.block.waitsForCaller))
  const targets = (node: CompiledNode) => uncounted(node).filter((id) => alone.has(id))
  const incoming = new Map<string, number>()
  for (const node of alone.values()) for (const id of targets(node)) incoming.set(id, (incoming.get(id) ?? 0) + 1)
  const free = [...alone.keys()].filter((id) => !incoming.get(id))
  const left = new Set(alone.keys())
  for (let id = free.pop(); id !== undefined; id = free.pop()) {
    left.delete(id)
    const node = alone.get(id)
    for (const target of node ? targets(node) : []) {
      const count = (incoming.get(target) ?? 1) - 1
      incoming.set(target, count)
      if (count === 0) free.push(target)
    }
  }
  return onLoops(left, alone)
}

/** Where a call can go from a block any number of times. */
function uncounted({ bound, next }: CompiledNode): string[] {
  const counted = new Set(bound.exits.filter((exit) => exit.counted).map(({ name }) => name))
  return [...next].filter(([exit]) => !counted.has(exit)).map(([, target]) => target)
}

/** Of what is left over, one block per loop: the rest only hangs behind one. */
function onLoops(left: ReadonlySet<string>, alone: ReadonlyMap<string, CompiledNode>): string[] {
  const found: string[] = []
  const done = new Set<string>()
  for (const first of left) {
    const path = new Map<string, number>()
    let id: string | undefined = first
    while (id !== undefined && !done.has(id) && !path.has(id)) {
      path.set(id, path.size)
      const node = alone.get(id)
      id = node && uncounted(node).find((target) => left.has(target))
    }
    if (id !== undefined && path.has(id)) found.push(id)
    for (const walked of path.keys()) done.add(walked)
  }
  return found
}
