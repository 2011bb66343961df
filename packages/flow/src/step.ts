import type { BlockEvent, Outcome } from './block'
import type { Call, CallEvent, Disposition, Result } from './call'
import type { Command } from './command'
import type { CompiledNode, Flow } from './flow'

/** What a caller hears when the flow has no way on: never silence. */
export const apology = 'Sorry, something went wrong. Please call again later.'

/**
 * A flow that walks further than this is stopped: in all, and without a caller having had the chance to act. It leaves by
 * the Start block's exit `tooManyExit`, if that leads anywhere, and has `alone` blocks more from there.
 */
export const walkLimits = { inAll: 1_000, alone: 100 } as const
export const tooManyExit = 'too-many'

export type TraceProblem = 'no-start' | 'dead-end' | 'unknown-block' | 'too-many' | 'refused' | 'overdue' | 'call-over'

/** What a step did, in order: the log's own words. */
export type TraceEntry =
  | { type: 'entered'; node: string }
  | { type: 'left'; node: string; exit: string; digits?: string }
  | { type: 'problem'; code: TraceProblem; node: string | null; detail?: string }
  | { type: 'late' }
  | { type: 'over'; disposition: Disposition }

export type StepResult = { call: Call; commands: Command[]; trace: TraceEntry[] }

/**
 * One transition of a call: pure, total, and the same answer for the same input. At most one command comes back; its
 * number is the new `call.step`. A broken flow never throws: it becomes a trace entry and a spoken apology.
 */
export function step(flow: Flow, call: Call, event: CallEvent): StepResult {
  const walk = new Walk(flow, call)
  walk.take(event)
  return { call: walk.call, commands: walk.commands, trace: walk.trace }
}

class Walk {
  readonly commands: Command[] = []
  readonly trace: TraceEntry[] = []
  readonly call: Call

  constructor(
    private readonly flow: Flow,
    before: Call,
  ) {
    this.call = copyOf(before)
  }

  take(event: CallEvent): void {
    const { call } = this
    if (event.type === 'started') {
      if (call.phase !== 'new') return this.late()
      if (this.flow.start === null) return this.apologise('no-start', null)
      return this.enter(this.flow.start)
    }
    if (event.type === 'recorded') return
    if (event.type === 'ended') return this.end(event.result)
    if (event.step !== call.step || call.phase === 'new') return this.late()
    if (event.type === 'refused') return this.refused(event.status)
    if (call.phase === 'closing') return
    const node = this.running()
    if (!node) return this.late()
    if (event.type === 'accepted') return this.follow(node, this.run(node, { type: 'accepted' }))
    if (call.phase === 'over') return this.late()
    if (event.type === 'overdue') this.trace.push({ type: 'problem', code: 'overdue', node: node.id })
    this.remember(event.result)
    this.follow(node, this.run(node, { type: 'done', result: event.result }), event.result.digits)
  }

  private late(): void {
    this.trace.push({ type: 'late' })
  }

  private running(): CompiledNode | undefined {
    return this.call.at === null ? undefined : this.flow.nodes.get(this.call.at)
  }

  private run(node: CompiledNode, event: BlockEvent): Outcome {
    return node.bound.run(event, this.call.vars)
  }

  private remember(result: Result): void {
    if (result.digits !== undefined) this.call.vars.digits = result.digits
    if (result.recordingUrl !== undefined) this.call.vars.recording = result.recordingUrl
  }

  /** Walks from one outcome to the next until a block waits or the call ends. */
  private follow(node: CompiledNode, outcome: Outcome, digits?: string): void {
    let at = node
    let next = outcome
    let pressed = digits
    while (next.kind === 'exit') {
      Object.assign(this.call.vars, next.set)
      this.trace.push({
        type: 'left',
        node: at.id,
        exit: next.exit,
        ...(pressed === undefined ? {} : { digits: pressed }),
      })
      pressed = undefined
      const target = at.next.get(next.exit)
      if (target === undefined) {
        if (this.call.phase !== 'over') this.apologise('dead-end', at.id, next.exit)
        return
      }
      const entered = this.arrive(target)
      if (!entered) return
      at = entered
      next = this.run(entered, { type: 'entered' })
    }
    if (next.kind === 'stay') return
    // What a hang-up of ours will have been, once the carrier tells that it is done.
    if (next.kind === 'end') this.call.disposition = 'completed'
    this.send(next.command)
  }

  private enter(id: string): void {
    const node = this.arrive(id)
    if (node) this.follow(node, this.run(node, { type: 'entered' }))
  }

  /** Steps onto a block, or says why the call can't. */
  private arrive(id: string): CompiledNode | undefined {
    const { call } = this
    const node = this.flow.nodes.get(id)
    if (!node) {
      this.apologise('unknown-block', id)
      return undefined
    }
    if (call.phase === 'over' && node.block.group !== 'logic') {
      this.trace.push({ type: 'problem', code: 'call-over', node: id })
      return undefined
    }
    call.walked += 1
    call.walkedAlone = node.block.waitsForCaller ? 0 : call.walkedAlone + 1
    if (call.walked > walkLimits.inAll || call.walkedAlone > walkLimits.alone) return this.stop(id)
    call.at = id
    if (call.phase === 'new') call.phase = 'running'
    this.trace.push({ type: 'entered', node: id })
    return node
  }

  /** It has walked too far: on to the exit for that, once, or else to an apology. */
  private stop(id: string): CompiledNode | undefined {
    const { call, flow } = this
    const start = flow.start === null ? undefined : flow.nodes.get(flow.start)
    const target = start?.next.get(tooManyExit)
    const leads = start?.bound.exits.some((exit) => exit.name === tooManyExit) && target !== undefined
    if (!start || !leads || call.stopped || call.phase === 'over') {
      this.apologise('too-many', id)
      return undefined
    }
    call.stopped = true
    call.walked = walkLimits.inAll - walkLimits.alone
    call.walkedAlone = 0
    this.trace.push({ type: 'problem', code: 'too-many', node: id })
    this.trace.push({ type: 'left', node: start.id, exit: tooManyExit })
    return this.arrive(target)
  }

  private send(command: Command): void {
    this.call.step += 1
    this.commands.push(command)
  }

  /** The carrier said no. The block's failure exit is taken if it leads anywhere; else the caller hears an apology. */
  private refused(status: string): void {
    const { call } = this
    const node = this.running()
    this.trace.push({ type: 'problem', code: 'refused', node: call.at, detail: status })
    if (status === 'error_session_ended' || status === 'error_invalid_session') {
      if (call.phase !== 'over') this.over('broken')
      return
    }
    const exit = node?.bound.exits.find((candidate) => candidate.failure)
    if (node && exit && call.phase !== 'closing' && (node.next.has(exit.name) || exit.over)) {
      if (exit.over && call.phase !== 'over') this.over('broken')
      return this.follow(node, { kind: 'exit', exit: exit.name })
    }
    if (call.phase === 'over') return
    if (call.phase !== 'closing') return this.close()
    // The apology was refused too: cut the line; if even that is refused, there is nothing left to ask for.
    if (call.disposition === 'broken') return this.over('broken')
    call.disposition = 'broken'
    this.send({ type: 'hangup', force: true })
  }

  private apologise(code: TraceProblem, node: string | null, detail?: string): void {
    this.trace.push({ type: 'problem', code, node, ...(detail === undefined ? {} : { detail }) })
    if (this.call.phase !== 'over') this.close()
  }

  /** Speaks the apology and hangs up. A call that no carrier has begun has nobody to speak to. */
  private close(): void {
    if (this.call.direction === 'outgoing' && this.call.step === 0) return this.over('broken')
    this.call.phase = 'closing'
    this.send({ type: 'hangup', msg: apology })
  }

  private end(result: Result): void {
    const { call } = this
    if (call.phase === 'over') return this.late()
    this.remember(result)
    const node = this.running()
    const wasClosing = call.phase === 'closing'
    this.over(wasClosing ? 'broken' : (call.disposition ?? dispositionOf(node, result)))
    if (!node || wasClosing) return
    const outcome = this.run(node, { type: 'ended', result })
    if (outcome.kind === 'exit') this.follow(node, outcome)
  }

  private over(disposition: Disposition): void {
    this.call.phase = 'over'
    this.call.disposition = disposition
    this.trace.push({ type: 'over', disposition })
  }
}

/** Property by property: a spread costs more than the rest of most steps. */
function copyOf(call: Call): Call {
  const { direction, phase, at, step, walked, walkedAlone, stopped, disposition } = call
  const { caller, called, digits, recording } = call.vars
  const vars = { caller, called, digits, recording }
  return { direction, phase, at, step, walked, walkedAlone, stopped, vars, disposition }
}

function dispositionOf(node: CompiledNode | undefined, result: Result): Disposition {
  if (result.transferStatus === 'answered') return 'transferred'
  // A transfer that goes on when it fails is never ended by its failure: then it was the caller who gave up waiting.
  if (result.transferStatus !== undefined) return node?.bound.exits.length ? 'caller-hung-up' : 'not-answered'
  if (result.dialStatus !== undefined) return result.dialStatus === 'answered' ? 'completed' : 'not-answered'
  return 'caller-hung-up'
}
