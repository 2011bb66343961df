import type { BlockEvent, Outcome } from './block'
import type { Call, CallEvent, Result } from './call'
import { viewOf } from './call-view'
import { type Command, needsNoCall } from './command'
import type { CompiledNode, Flow, Flows } from './flow'
import type { Query } from './query'
import type { TraceEntry, TraceProblem } from './trace'
import { type Json, kept, withVars } from './vars'

const mostTags = 50

/** What a step knows and changes of a call, without deciding where it goes. */
export abstract class WalkState {
  readonly commands: Command[] = []
  readonly trace: TraceEntry[] = []
  readonly call: Call
  protected flow: Flow
  /** What was looked up, by `factKey`. */
  private readonly facts: Record<string, Json>
  private missing = new Map<string, Query>()
  private unread: string[] = []
  private goesOn: (() => void) | null = null

  constructor(
    protected readonly main: Flow,
    before: Call,
    protected readonly event: CallEvent,
    private readonly flows: Flows,
  ) {
    // Values are replaced, never changed: a copy of the outside is enough.
    this.call = { ...before }
    this.flow = main
    this.facts = { ...event.facts }
    if (before.version !== null) this.flow = this.flows.get(before.version) ?? main
  }

  /** What has to be looked up, by `factKey`, before the walk can go on; null where it has come to its end. */
  get waits(): { queries: ReadonlyMap<string, Query>; versions: readonly string[] } | null {
    return this.goesOn && { queries: this.missing, versions: this.unread }
  }

  /** Goes on with the answers, by `factKey`; what is not among them is null. Flows that were to be read stand among the flows by now. */
  resume(answers: Readonly<Record<string, Json>>): void {
    const { goesOn } = this
    for (const key of this.missing.keys()) this.facts[key] = answers[key] ?? null
    this.missing = new Map()
    this.unread = []
    this.goesOn = null
    goesOn?.()
  }

  protected late(): void {
    this.trace.push({ type: 'late' })
  }

  protected note(code: TraceProblem, node: string | null, detail?: string): void {
    this.trace.push({ type: 'problem', code, node, ...(detail === undefined ? {} : { detail }), ...this.where() })
  }

  /** Which flow it happened in, unless it is the call's own. */
  protected where(): { flow?: string } {
    return this.call.version === null ? {} : { flow: this.call.version }
  }

  protected running(): CompiledNode | undefined {
    return this.call.at === null ? undefined : this.flow.nodes.get(this.call.at)
  }

  /** Runs a block, and goes on with what comes of it: at once, or when what it asked for is known. */
  protected run(node: CompiledNode, event: BlockEvent, then: (outcome: Outcome) => void): void {
    const said = this.trace.length
    const outcome = node.bound.run(
      event,
      viewOf(this.call, node.id, this.flow.language, {
        at: this.event.at ?? 0,
        facts: this.facts,
        missing: this.missing,
        unknown: (name) => this.trace.push({ type: 'unknown', node: node.id, name, ...this.where() }),
      }),
    )
    if (this.missing.size === 0) return then(outcome)
    this.trace.length = said
    this.goesOn = () => this.run(node, event, then)
  }

  /** Goes on with another flow: at once, or when it is read. */
  protected withFlow(version: string, then: (flow: Flow | undefined) => void): void {
    const go = () => then(this.flows.get(version))
    if (this.flows.has(version)) return go()
    this.unread.push(version)
    this.goesOn = go
  }

  protected remember({ digits, sealed, recordingUrl }: Result): void {
    const { call } = this
    // What nobody may see stands under the block's own name alone.
    if (sealed) call.vars = { ...call.vars, digits: '' }
    if (digits !== undefined) call.vars = { ...call.vars, digits: String(kept(digits)) }
    if (recordingUrl !== undefined) call.vars = { ...call.vars, recording: String(kept(recordingUrl)) }
  }

  /** What a block leaves behind: its memory, its results, and what it sets. */
  protected keep(node: CompiledNode, outcome: Outcome): void {
    const { call } = this
    if (outcome.memory !== undefined) {
      const { [node.id]: _, ...others } = call.memory
      call.memory = outcome.memory === null ? others : { ...others, [node.id]: outcome.memory }
    }
    if (outcome.kind !== 'exit') return
    const { result, set, tags } = outcome
    const mine = result && node.variable !== '' ? { [node.variable]: result } : {}
    const vars = withVars(call.vars, { ...mine, ...set })
    if (vars === null) this.note('too-large', node.id)
    else call.vars = vars
    if (tags) call.tags = [...new Set([...call.tags, ...tags])].slice(0, mostTags)
  }

  /** Leaves flows until `depth` of them wait: the block in which that one waits. */
  protected unwind(depth: number): CompiledNode | undefined {
    const { call } = this
    const frame = call.frames[depth]
    if (!frame) return undefined
    call.frames = call.frames.slice(0, depth)
    call.version = frame.version
    call.vars = frame.vars
    call.memory = frame.memory
    call.at = frame.at
    this.flow = frame.version === null ? this.main : (this.flows.get(frame.version) ?? this.main)
    return this.flow.nodes.get(frame.at)
  }

  /**
   * Asks for it. A hang-up with words would reject a call that rings still, and nobody would hear them: then they are spoken
   * first, which answers the call, and the hang-up follows when they are over.
   */
  protected send(command: Command): void {
    const { call } = this
    if (command.type === 'hangup' && command.msg !== undefined && !call.answered) {
      call.after = { tag: command.tag ?? null }
      command = { ...command, type: 'play', msg: command.msg }
    }
    call.step += 1
    call.aside = needsNoCall(command)
    this.commands.push(command)
  }

  /** Takes note of what an event says of the line. Whether it was only the last words that are over: then the hang-up is asked for. */
  protected saidLastWords(): boolean {
    const { call, event } = this
    const { after } = call
    if (call.phase === 'over' || call.aside) return false
    // It is merely taken: the word of its end is still to come.
    if (after && event.type === 'accepted') return true
    call.after = null
    if (event.type === 'refused') return false
    call.answered = true
    if (after) this.send({ type: 'hangup', ...(after.tag === null ? {} : { tag: after.tag }) })
    return after !== null
  }
}
