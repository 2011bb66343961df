import type { TraceEntry } from '@patchbay/flow/trace'
import type { WalkedFlows } from './walked-flows'

/** One block that a call came to: `flow` is a version's id. `line` is the line that it came by, where it came by one. */
export type Hop = { flow: string; node: string; line: string | null }

/** The path of a call through its flows, as what its events say of it is told in order. */
export class Path {
  readonly hops: Hop[] = []
  private left: { flow: string; node: string; exit: string } | null = null

  constructor(
    private readonly main: string,
    private readonly flows: WalkedFlows,
  ) {}

  /** The block that the call is at; null before the first. */
  get here(): { flow: string; node: string } | null {
    const last = this.hops.at(-1)
    return last ? { flow: last.flow, node: last.node } : null
  }

  take(entry: TraceEntry): void {
    if (entry.type === 'left') this.left = { flow: entry.flow ?? this.main, node: entry.node, exit: entry.exit }
    if (entry.type !== 'entered') return
    const flow = entry.flow ?? this.main
    this.hops.push({ flow, node: entry.node, line: this.lineInto(flow, entry.node) })
    this.left = null
  }

  /** Into another flow, and by the ways for faults and for callers who hang up, no line leads. */
  private lineInto(flow: string, node: string): string | null {
    const { left } = this
    if (left?.flow !== flow) return null
    const line = this.flows.lineFrom(left)
    return line?.to === node ? line.id : null
  }
}

/** What was walked of one flow in the first `count` blocks of a path: blocks with how often, and lines. */
export function walkedIn(
  path: readonly Hop[],
  count: number,
  flow: string,
): { nodes: ReadonlyMap<string, number>; lines: ReadonlySet<string> } {
  const nodes = new Map<string, number>()
  const lines = new Set<string>()
  for (const hop of path.slice(0, count)) {
    if (hop.flow !== flow) continue
    nodes.set(hop.node, (nodes.get(hop.node) ?? 0) + 1)
    if (hop.line !== null) lines.add(hop.line)
  }
  return { nodes, lines }
}
