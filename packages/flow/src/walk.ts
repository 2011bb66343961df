import type { Outcome } from './block'
import type { CallEvent, Disposition, Result } from './call'
import { needsNoCall } from './command'
import type { CompiledNode, Flow } from './flow'
import { apology, type TraceProblem, tooManyExit, walkLimits } from './trace'
import { type Json, withVars } from './vars'
import { dispositionOf, failureExit, settingsOf } from './walk-rules'
import { WalkState } from './walk-state'

type Exiting = Outcome & { kind: 'exit' }

/** One step in the making: what `step` does, with the call as it changes. */
export class Walk extends WalkState {
  take(): void {
    const { call, event } = this
    if (event.type === 'started') return this.begin(event)
    if (event.type === 'recorded' || event.type === 'erased') return
    if (event.type === 'ended') return this.end(event.result)
    if (event.type === 'hang-up-asked') return this.hangUp(event.by)
    if (event.step !== call.step || call.phase === 'new') return this.late()
    if (call.hangUp?.step === call.step)
      return event.type === 'refused' && call.phase !== 'over' ? this.mustStay(event.status) : this.late()
    if (this.saidLastWords()) return
    if (call.phase === 'greeting') return this.greeted()
    if (event.type === 'refused') return this.refused(event.status)
    if (call.phase === 'closing') return
    const node = this.running()
    if (!node) return this.late()
    if (event.type === 'accepted') return this.run(node, { type: 'accepted' }, (outcome) => this.follow(node, outcome))
    if (call.phase === 'over' && !call.aside) return this.late()
    if (event.type === 'overdue') this.note('overdue', node.id)
    this.remember(event.result)
    const { result } = event
    this.run(node, { type: 'done', result }, (outcome) => this.follow(node, outcome, result.digits))
  }

  private begin({ at, seed, settings, emergency }: CallEvent & { type: 'started' }): void {
    const { call } = this
    if (call.phase !== 'new') return this.late()
    const started = at === undefined ? '' : new Date(at).toISOString()
    const about = { direction: call.direction, started, from: call.vars.caller, to: call.vars.called }
    call.seed = seed ?? 0
    call.vars = { ...call.vars, call: about }
    call.vars = withVars(call.vars, { settings: settingsOf(this.flow, settings) }) ?? call.vars
    if (emergency && call.direction === 'incoming') {
      const { message, instead } = emergency
      call.phase = 'greeting'
      if (instead) call.disposition = 'completed'
      return this.send(instead ? { type: 'hangup', msg: message } : { type: 'play', msg: message })
    }
    this.enterStart()
  }

  /** The number has said what it had to: now comes the flow, unless that was all. */
  private greeted(): void {
    if (this.call.disposition !== null) {
      // Our hang-up is done, or was refused: then the line is cut some other way.
      if (this.event.type !== 'refused') return
      this.call.disposition = null
      return this.close()
    }
    this.call.phase = 'new'
    this.enterStart()
  }

  private enterStart(): void {
    if (this.flow.start === null) return this.fault('no-start', null)
    this.enter(this.flow.start)
  }

  /** Walks on from what came of a block, until another one waits or the call ends. */
  private follow(node: CompiledNode, outcome: Outcome, digits?: string): void {
    this.keep(node, outcome)
    switch (outcome.kind) {
      case 'stay':
        return
      case 'wait':
      case 'end':
        return this.ask(node, outcome)
      case 'enter':
        return this.withFlow(outcome.version, (flow) => this.come(this.goInto(node, outcome, flow)))
      case 'return':
        return this.goBack(outcome.exit, outcome.result)
      case 'fail':
        return this.come(this.failed(node, 'unable', outcome.why))
      case 'exit':
        return this.come(this.leave(node, outcome, digits))
    }
  }

  /** A block's turn, if there is one. */
  private come(node: CompiledNode | undefined): void {
    if (node) this.run(node, { type: 'entered' }, (outcome) => this.follow(node, outcome))
  }

  private ask(node: CompiledNode, { kind, command }: Outcome & { kind: 'wait' | 'end' }): void {
    if (this.call.phase === 'over' && !needsNoCall(command)) return this.note('call-over', node.id)
    // What a hang-up of ours will have been, once the carrier tells that it is done.
    if (kind === 'end') this.call.disposition = 'completed'
    this.send(command)
  }

  private leave(node: CompiledNode, { exit, why }: Exiting, digits: string | undefined): CompiledNode | undefined {
    this.trace.push({
      type: 'left',
      node: node.id,
      exit,
      ...(digits === undefined ? {} : { digits }),
      ...(why === undefined ? {} : { why }),
      ...this.where(),
    })
    const target = node.next.get(exit)
    if (target !== undefined) return this.arrive(target)
    if (this.call.phase === 'over') this.part()
    else this.fault('dead-end', node.id, exit)
    return undefined
  }

  private enter(id: string): void {
    this.come(this.arrive(id))
  }

  /** Steps onto a block, or says why the call can't. */
  private arrive(id: string): CompiledNode | undefined {
    const { call } = this
    const node = this.flow.nodes.get(id)
    if (!node) {
      this.fault('unknown-block', id)
      return undefined
    }
    if (call.phase === 'over' && node.block.group !== 'logic' && !node.block.way) {
      // A caller may leave at any moment: that is no fault of the flow's.
      if (call.disposition !== 'caller-hung-up') this.note('call-over', id)
      this.part()
      return undefined
    }
    call.walked += 1
    call.walkedAlone = node.block.waitsForCaller ? 0 : call.walkedAlone + 1
    if (call.walked > walkLimits.inAll || call.walkedAlone > walkLimits.alone) return this.stop(id)
    call.at = id
    if (call.phase === 'new') call.phase = 'running'
    this.trace.push({ type: 'entered', node: id, ...this.where() })
    return node
  }

  /** It has walked too far: on to the exit for that, once, or else to an apology. */
  private stop(id: string): CompiledNode | undefined {
    const { call, main } = this
    const start = main.start === null ? undefined : main.nodes.get(main.start)
    const target = start?.next.get(tooManyExit)
    const leads = start?.bound.exits.some((exit) => exit.name === tooManyExit) && target !== undefined
    if (!start || !leads || call.stopped || call.phase === 'over') {
      this.note('too-many', id)
      if (call.phase !== 'over') this.close()
      return undefined
    }
    this.note('too-many', id)
    this.unwind(0)
    call.stopped = true
    call.walked = walkLimits.inAll - walkLimits.alone
    call.walkedAlone = 0
    this.trace.push({ type: 'left', node: start.id, exit: tooManyExit })
    return this.arrive(target)
  }

  /** Begins another flow, which this one waits for. */
  private goInto(
    node: CompiledNode,
    { version, settings }: Outcome & { kind: 'enter' },
    flow: Flow | undefined,
  ): CompiledNode | undefined {
    const { call } = this
    if (call.frames.length >= walkLimits.flows) return this.failed(node, 'too-deep')
    const start = flow?.nodes.get(flow.start ?? '')
    if (!flow || !start || start.block.direction === 'outgoing') return this.failed(node, 'flow-missing')
    call.frames = [...call.frames, { version: call.version, at: node.id, vars: call.vars, memory: call.memory }]
    const { caller, called, digits, recording, call: about = null, language = '' } = call.vars
    const own = { caller, called, digits, recording, call: about, language }
    call.vars = withVars(own, { settings: settingsOf(flow, settings) }) ?? own
    call.memory = {}
    call.version = version
    this.flow = flow
    return this.arrive(start.id)
  }

  /** Back to the flow that waits, with what the other one gives it. */
  private goBack(exit: string, result: Readonly<Record<string, Json>>): void {
    const depth = this.call.frames.length - 1
    if (depth < 0) {
      // Nobody waits: this flow was not walked for another one.
      this.call.disposition = 'completed'
      return this.send({ type: 'hangup' })
    }
    const { digits, recording } = this.call.vars
    const node = this.unwind(depth)
    if (!node) return
    this.call.vars = { ...this.call.vars, digits, recording }
    const known = node.bound.exits.some((candidate) => candidate.name === exit)
    this.follow(node, { kind: 'exit', exit: known ? exit : 'failed', result })
  }

  /** A block that can't do what it is for: out by its exit for that, if it leads anywhere. */
  private failed(node: CompiledNode, code: TraceProblem, why?: string): CompiledNode | undefined {
    const exit = failureExit(node)
    if (exit === undefined) {
      this.fault(code, node.id, why)
      return undefined
    }
    this.note(code, node.id, why)
    return this.leave(node, { kind: 'exit', exit, why: why ?? code }, undefined)
  }

  /** The carrier said no. The block's failure exit is taken if it leads anywhere; else it is a fault of the flow's. */
  private refused(status: string): void {
    const { call } = this
    const node = this.running()
    this.note('refused', call.at, status)
    if (status === 'error_session_ended' || status === 'error_invalid_session') {
      if (call.phase !== 'over') this.lose(node)
      return
    }
    if (call.phase === 'closing') return this.cut()
    if (call.phase !== 'over') call.disposition = null
    if (!node || node.block.group === 'start') return this.unable(node, status)
    this.run(node, { type: 'refused', status }, (outcome) => {
      if (outcome.kind !== 'stay') return this.follow(node, outcome)
      this.keep(node, outcome)
      this.unable(node, status)
    })
  }

  /** A block of which the carrier would have nothing, and that knows no way on by itself. */
  private unable(node: CompiledNode | undefined, status: string): void {
    const { call } = this
    const exit = node && failureExit(node)
    if (node && exit !== undefined) {
      if (call.phase !== 'over' && node.bound.exits.some(({ name, over }) => over && name === exit)) this.over('broken')
      return this.follow(node, { kind: 'exit', exit })
    }
    if (call.phase === 'over') return this.part()
    this.recover(call.at, status)
  }

  /** The carrier has no such call any more, and its word of the end may never come: the block that ran hears of it now. */
  private lose(node: CompiledNode | undefined): void {
    const { phase, aside } = this.call
    this.over('broken')
    if (!node || phase === 'closing' || aside) return
    this.run(node, { type: 'ended', result: {} }, (outcome) => {
      if (outcome.kind !== 'stay') this.follow(node, outcome)
    })
  }

  /** The apology was refused too: cut the line; if even that is refused, there is nothing left to ask for. */
  private cut(): void {
    if (this.call.disposition === 'broken') return this.over('broken')
    this.call.disposition = 'broken'
    this.send({ type: 'hangup', force: true })
  }

  /** Somebody wants it over: the carrier cuts the line in the middle of whatever runs. It needs to be asked only once. */
  private hangUp(by: string): void {
    const { call } = this
    if (call.phase === 'new' || call.phase === 'over' || call.hangUp?.step === call.step) return this.late()
    call.disposition = call.phase === 'closing' ? 'broken' : 'completed'
    call.after = null
    this.send({ type: 'hangup', force: true })
    call.hangUp = { by, step: call.step }
  }

  /** The carrier would not cut the line. The call ends all the same, as one of which something broke does: without more words. */
  private mustStay(status: string): void {
    const { call } = this
    // It was over already, or it had never begun at the carrier: then nobody was rung.
    if (['error_session_ended', 'error_invalid_session', 'no_session'].includes(status)) return this.end({})
    this.note('refused', call.at, status)
    call.phase = 'closing'
    call.disposition = null
    this.send({ type: 'hangup' })
  }

  /** The flow itself has no way on. */
  private fault(code: TraceProblem, node: string | null, detail?: string): void {
    this.note(code, node, detail)
    if (this.call.phase === 'over') return this.part()
    this.recover(node, code)
  }

  /**
   * On by the flow's way for faults, once; from a flow that has none, back to the one that waits for it, by the exit for
   * that. Else an apology.
   */
  private recover(node: string | null, code: string): void {
    const { call } = this
    const block = node === null ? '' : (this.flow.nodes.get(node)?.name ?? '')
    for (;;) {
      const way = call.erred ? undefined : this.flow.ways.error
      if (way !== undefined) {
        call.erred = true
        call.vars = { ...call.vars, error: { code, block } }
        return this.enter(way)
      }
      if (call.frames.length === 0) return this.close()
      const waiting = this.unwind(call.frames.length - 1)
      const exit = waiting && failureExit(waiting)
      if (waiting && exit !== undefined) return this.follow(waiting, { kind: 'exit', exit, why: code })
    }
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
    // What needs no call goes on; the way for callers who hang up comes after it.
    if (call.aside) return
    this.run(node, { type: 'ended', result }, (outcome) => {
      if (outcome.kind !== 'stay') return this.follow(node, outcome)
      this.keep(node, outcome)
      this.part()
    })
  }

  /** The caller is gone, and nothing else is left to do: the flow's way for that, once. */
  private part(): void {
    const { call } = this
    if (call.parted || call.disposition !== 'caller-hung-up') return
    call.parted = true
    while (this.flow.ways['hang-up'] === undefined && call.frames.length > 0) this.unwind(call.frames.length - 1)
    const way = this.flow.ways['hang-up']
    if (way !== undefined) this.enter(way)
  }

  private over(disposition: Disposition): void {
    const { call } = this
    call.phase = 'over'
    call.disposition = disposition
    this.trace.push({ type: 'over', disposition, ...(call.hangUp ? { by: call.hangUp.by } : {}) })
  }
}
