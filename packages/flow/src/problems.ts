import type { Exit } from './block'
import type { FlowDocument, FlowEdge } from './document'
import { type BlockList, type CompiledNode, compileFlow, type Flow } from './flow'

export type ProblemCode =
  | 'no-start'
  | 'second-start'
  | 'unknown-block'
  | 'bad-setting'
  | 'exit-open'
  | 'line-nowhere'
  | 'unknown-exit'
  | 'exit-twice'
  | 'into-start'
  | 'call-is-over'
  | 'loop-without-wait'
  | 'no-way-to-end'
  | 'unreachable'
  | (string & {})

export type Problem = {
  code: ProblemCode
  /** Errors keep a flow from being published; warnings do not. */
  severity: 'error' | 'warning'
  /** One sentence for people. */
  message: string
  node?: string
  exit?: string
  field?: string
}

/** Why a line may not be drawn, or null where it may. Asked while somebody draws it. */
export function refuseConnection(blocks: BlockList, document: FlowDocument, line: FlowEdge): Problem | null {
  const flow = compileFlow(blocks, document)
  const from = flow.nodes.get(line.from)
  const to = flow.nodes.get(line.to)
  if (!from || !to) return error('line-nowhere', 'A line joins two blocks that are both on the canvas.')
  const exit = from.bound.exits.find((candidate) => candidate.name === line.exit)
  if (!exit) return error('unknown-exit', `${called(from)} has no such exit.`, from.id)
  if (to.block.group === 'start')
    return error('into-start', 'A call starts only once: no line can lead into a Start block.', to.id)
  if (exit.over && to.block.group !== 'logic')
    return error(
      'call-is-over',
      `There is no call any more after “${exit.label}”: only Logic blocks can follow.`,
      to.id,
    )
  return null
}

/**
 * Everything that is wrong with a flow, per block. Saving accepts any of it; publishing accepts warnings only. Linear in
 * blocks and lines.
 */
export function findProblems(blocks: BlockList, document: FlowDocument): Problem[] {
  const flow = compileFlow(blocks, document)
  return [
    ...startProblems(flow, document),
    ...blockProblems(flow, document),
    ...lineProblems(flow, document),
    ...pathProblems(flow),
  ]
}

/** Whether publishing would be refused. */
export function blocksPublishing(problems: readonly Problem[]): boolean {
  return problems.some((problem) => problem.severity === 'error')
}

function error(
  code: ProblemCode,
  message: string,
  node?: string,
  more: { exit?: string; field?: string } = {},
): Problem {
  return { code, severity: 'error', message, ...(node === undefined ? {} : { node }), ...more }
}

function called(node: CompiledNode): string {
  return `“${node.name || node.block.title}”`
}

function startProblems(flow: Flow, document: FlowDocument): Problem[] {
  const starts = [...flow.nodes.values()].filter((node) => node.block.group === 'start')
  if (starts.length === 0)
    return [
      error(
        'no-start',
        Object.keys(document.nodes).length === 0
          ? 'The canvas is empty. Begin with “Incoming call” or “Outgoing call”.'
          : 'Nothing starts this flow. Add “Incoming call” or “Outgoing call”.',
      ),
    ]
  return starts
    .slice(1)
    .map((node) => error('second-start', `A flow has one Start block; ${called(node)} is one too many.`, node.id))
}

function blockProblems(flow: Flow, document: FlowDocument): Problem[] {
  return Object.entries(document.nodes).flatMap(([id, { block, name }]) => {
    const node = flow.nodes.get(id)
    if (!node)
      return [error('unknown-block', `“${name || block}” is a block that this Patchbay does not have (${block}).`, id)]
    return node.bound
      .problems()
      .map(({ field, code, message }) => error(code, `${called(node)}: ${message}`, id, { field }))
  })
}

function lineProblems(flow: Flow, document: FlowDocument): Problem[] {
  const seen = new Set<string>()
  return Object.values(document.edges).flatMap((edge) => {
    const from = flow.nodes.get(edge.from)
    if (!from || !Object.hasOwn(document.nodes, edge.to))
      return Object.hasOwn(document.nodes, edge.from) && Object.hasOwn(document.nodes, edge.to)
        ? []
        : [error('line-nowhere', 'A line leads to a block that is not there. Delete it and draw it again.')]
    const exit = from.bound.exits.find((candidate) => candidate.name === edge.exit)
    if (!exit)
      return [
        error('unknown-exit', `A line leaves ${called(from)} by an exit that it no longer has. Delete it.`, from.id, {
          exit: edge.exit,
        }),
      ]
    const key = JSON.stringify([edge.from, edge.exit])
    if (seen.has(key))
      return [
        error('exit-twice', `Two lines leave ${called(from)} by “${exit.label}”. Delete one.`, from.id, {
          exit: exit.name,
        }),
      ]
    seen.add(key)
    if (flow.nodes.get(edge.to)?.block.group === 'start')
      return [error('into-start', 'A call starts only once: no line can lead into a Start block.', edge.to)]
    return []
  })
}

/** The exits that a call can take while it lasts. */
function liveExits(node: CompiledNode): Exit[] {
  return node.bound.exits.filter((exit) => !exit.over)
}

function reach(flow: Flow, from: readonly string[], exitsOf: (node: CompiledNode) => readonly Exit[]): Set<string> {
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

function pathProblems(flow: Flow): Problem[] {
  if (flow.start === null) return []
  const problems: Problem[] = []
  const onCall = reach(flow, [flow.start], liveExits)
  const overTargets = [...onCall].flatMap((id) => {
    const node = flow.nodes.get(id)
    return (node?.bound.exits ?? []).filter((exit) => exit.over).flatMap((exit) => node?.next.get(exit.name) ?? [])
  })
  const afterCall = reach(flow, overTargets, (node) => node.bound.exits)
  const reachesEnd = canReachEnd(flow)
  for (const node of flow.nodes.values()) {
    const live = onCall.has(node.id)
    const after = afterCall.has(node.id)
    if (!live && !after && node.block.group !== 'start')
      problems.push({
        code: 'unreachable',
        severity: 'warning',
        message: `No call can get to ${called(node)}: nothing leads there.`,
        node: node.id,
      })
    if (after && node.block.group !== 'logic')
      problems.push(
        error(
          'call-is-over',
          `There is no call any more when ${called(node)} is reached: only Logic blocks can follow.`,
          node.id,
        ),
      )
    if (after && !live) continue
    for (const exit of node.bound.exits)
      if (!exit.optional && !node.next.has(exit.name))
        problems.push(
          error('exit-open', `${called(node)} leads nowhere: ${lowerFirst(exit.label)}.`, node.id, { exit: exit.name }),
        )
    if (
      live &&
      liveExits(node).length > 0 &&
      !reachesEnd.has(node.id) &&
      liveExits(node).every((exit) => node.next.has(exit.name))
    )
      problems.push(
        error(
          'no-way-to-end',
          `From ${called(node)} no way leads to an End block: a caller would never get out.`,
          node.id,
        ),
      )
  }
  for (const id of loopsWithoutWait(flow)) {
    const node = flow.nodes.get(id)
    if (node)
      problems.push(
        error(
          'loop-without-wait',
          `${called(node)} is in a loop in which the caller can do nothing. Put a Gather or a Record into it.`,
          id,
        ),
      )
  }
  return problems
}

function lowerFirst(label: string): string {
  return label.charAt(0).toLowerCase() + label.slice(1)
}

/** The blocks from which some way leads to an end of the call. */
function canReachEnd(flow: Flow): Set<string> {
  const into = new Map<string, string[]>()
  const ends: string[] = []
  for (const node of flow.nodes.values()) {
    if (node.block.group === 'end' || liveExits(node).length === 0) ends.push(node.id)
    for (const target of node.next.values()) into.set(target, [...(into.get(target) ?? []), node.id])
  }
  const seen = new Set<string>()
  for (let id = ends.pop(); id !== undefined; id = ends.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    ends.push(...(into.get(id) ?? []))
  }
  return seen
}

/** One block of every loop that never waits for the caller. Kahn's algorithm: what can't be sorted stands in a loop. */
function loopsWithoutWait(flow: Flow): string[] {
  const alone = new Map([...flow.nodes].filter(([, node]) => !node.block.waitsForCaller))
  const targets = (node: CompiledNode) => [...node.next.values()].filter((id) => alone.has(id))
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

/** Of what is left over, one block per loop: the rest only hangs behind one. */
function onLoops(left: ReadonlySet<string>, alone: ReadonlyMap<string, CompiledNode>): string[] {
  const found: string[] = []
  const done = new Set<string>()
  for (const first of left) {
    const path = new Map<string, number>()
    let id: string | undefined = first
    while (id !== undefined && !done.has(id) && !path.has(id)) {
      path.set(id, path.size)
      id = [...(alone.get(id)?.next.values() ?? [])].find((target) => left.has(target))
    }
    if (id !== undefined && path.has(id)) found.push(id)
    for (const walked of path.keys()) done.add(walked)
  }
  return found
}
