import type { Span } from '@opentelemetry/api'
import type { Call } from '@patchbay/flow/call'
import { type Command, isEffect } from '@patchbay/flow/command'
import type { StepResult } from '@patchbay/flow/step'
import type { Admission } from './admission'
import { brokenSteps } from './alerting/broken-step'
import type { Alerts } from './alerts'
import type { CallRecord } from './call-record'
import type { CallStore, CarrierIds } from './call-store'
import type { Changes } from './changes'
import type { Committed, Committer } from './committer'
import { mayRepeat } from './delivery-rule'
import { effectMs } from './effects'
import type { KeyedEvent } from './event-of'
import type { Meters } from './meters'
import type { OpenCalls } from './open-calls'
import type { Outgoing } from './sender'
import type { Step } from './step-writer'
import type { Stepper } from './stepper'
import type { Timing } from './timing'
import { createToken } from './token'
import { endWith, type Traces } from './traces'
import { uuidV7 } from './uuid-v7'

/** More writers than this never meet at one call: each round lets one of them through. */
const mostRounds = 100

export type Owner = { workspaceId: string; versionId: string; numberId: string | null; accountId: string }

/**
 * Moves calls: takes one step, writes it down, and only then lets the next request leave. A call's own steps come one
 * after the other: here by turns, between processes by the number of its last event.
 */
export function createMover(deps: {
  /** This process's own name. */
  process: string
  store: CallStore
  calls: OpenCalls
  committer: Committer
  takeStep: Stepper
  admission: Admission
  changes: Changes
  alerts: Alerts
  meters: Meters
  timing: Timing
  traces: Traces
  send: (out: Outgoing) => void
}) {
  const { store, calls, committer, takeStep, changes, alerts, meters, timing, traces } = deps

  /** Begins a call by its first event: its start, or its end if that came first. Null if we have its session already. */
  async function begin(
    owner: Owner,
    before: Call,
    told: KeyedEvent,
    ids: CarrierIds,
    span?: Span,
  ): Promise<string | null> {
    const { next, happened } = await takeStep(owner, before, told)
    const call: CallRecord = {
      id: uuidV7(),
      workspaceId: owner.workspaceId,
      versionId: owner.versionId,
      accountId: owner.accountId,
      token: createToken(),
      session: null,
      txnRef: null,
      state: before,
      seq: 0,
      delivery: null,
      holder: deps.process,
      movedAt: new Date(),
      billed: false,
    }
    const row = stepOf(call, next, happened, ids, requested(next) ?? settled, {
      versionId: owner.versionId,
      numberId: owner.numberId,
      accountId: owner.accountId,
      token: call.token,
    })
    const { written, retried } = await commit(row, span)
    // After a broken connection it may be our own row that stands in the way.
    if (!written && !(retried && (await calls.read(call.token)))) return null
    done(call, row, next, span)
    return call.id
  }

  /** Moves a call by one event. False if that changed nothing: it was known, the call was over, or there is none. */
  function move(token: string, told: KeyedEvent, ids: CarrierIds = {}, span?: Span): Promise<boolean> {
    return calls.inTurn(token, async () => {
      let call = await calls.get(token)
      for (let round = 0; call && round < mostRounds; round++) {
        const { next, happened } = await takeStep(call, call.state, told)
        if (nothingNew(call, next, happened)) return false
        const row = stepOf(call, next, happened, ids, whatFollows(call, next, happened))
        const { written, retried } = await commit(row, span)
        if (written) return done(call, row, next, span)
        const now: CallRecord | null = await calls.read(token)
        if (!now) return false
        if (await store.hasEvent(now.id, happened.key)) {
          if (retried && now.seq === call.seq + 1 && now.holder === deps.process) return done(call, row, next, span)
          meters.steps.inc({ outcome: 'duplicate' })
          return false
        }
        call = now
      }
      if (!call) return false
      throw new Error(`The call ${call.id} could not be moved in ${mostRounds} rounds.`)
    })
  }

  function stepOf(
    call: CallRecord,
    result: StepResult,
    { key, event }: KeyedEvent,
    ids: CarrierIds,
    next: Step['next'],
    begin?: Step['begin'],
  ): Step {
    return {
      callId: call.id,
      workspaceId: call.workspaceId,
      seq: call.seq,
      state: result.call,
      key,
      event,
      trace: result.trace,
      commands: numbered(result.call, result.commands),
      ids,
      bill: event.type === 'ended' ? event.result.bill : undefined,
      next,
      begin,
    }
  }

  function commit(row: Step, parent: Span | undefined): Promise<Committed> {
    const span = traces.commit(parent)
    const committed = committer.commit(row)
    if (span) endWith(span, committed)
    return committed
  }

  /** A step is on disk: now it may be seen, and what it asks for may leave. */
  function done(call: CallRecord, row: Step, { call: state, trace }: StepResult, span: Span | undefined): true {
    span?.setAttributes({
      'patchbay.call.id': call.id,
      'patchbay.call.event': row.key,
      'patchbay.call.step': state.step,
    })
    const session = call.session ?? row.ids.session ?? null
    calls.keep({
      id: call.id,
      workspaceId: call.workspaceId,
      versionId: call.versionId,
      accountId: call.accountId,
      token: call.token,
      state,
      seq: call.seq + 1,
      session,
      txnRef: call.txnRef ?? row.ids.txnRef ?? null,
      delivery: row.next === null ? call.delivery : row.next.delivery,
      holder: deps.process,
      movedAt: call.movedAt,
      billed: call.billed || row.bill !== undefined,
    })
    meters.steps.inc({ outcome: 'written' })
    changes.tell({ workspaceId: call.workspaceId, callId: call.id, seq: call.seq + 1 })
    if (row.next && !row.next.open && call.seq > 0) deps.admission.ended(call.workspaceId)
    for (const alert of brokenSteps(call, trace)) alerts.raise(alert)
    const { id: callId, workspaceId, accountId, token } = call
    for (const { step, command } of row.commands)
      deps.send({ callId, workspaceId, accountId, token, session, step, command, span })
    return true
  }

  function requested({ commands }: StepResult): Step['next'] {
    const command = commands.at(-1)
    if (!command) return null
    const takes = isEffect(command) ? effectMs(command) : 0
    return { delivery: mayRepeat(command) ? 'sending' : 'waiting', open: true, dueMs: timing.leaseMs + takes }
  }

  function whatFollows(call: CallRecord, next: StepResult, { event }: KeyedEvent): Step['next'] {
    const request = requested(next)
    if (request) return request
    if (next.call.phase !== 'over') return null
    // A call may end while something is under way that needs none: it is still to be settled.
    if (event.type === 'ended')
      return call.state.phase === 'over' || (call.state.aside && call.delivery !== null) ? null : settled
    return event.type === 'recorded' || isLate(next) ? null : settled
  }

  return { begin, move }
}

export type Mover = ReturnType<typeof createMover>

const settled = { delivery: null, open: false, dueMs: null }

/** A call that is over takes a late bill and a late recording, and nothing else that it knows nothing of. */
function nothingNew(call: CallRecord, next: StepResult, { event }: KeyedEvent): boolean {
  // Who asks twice for its end has asked once.
  if (event.type === 'hang-up-asked' && isLate(next)) return true
  if (call.state.phase !== 'over' || !isLate(next)) return false
  return event.type !== 'ended' || call.billed || event.result.bill === undefined
}

function isLate({ trace }: StepResult): boolean {
  return trace.some((entry) => entry.type === 'late')
}

/** A step gives one command at most, and its number is the call's own. */
function numbered(call: Call, commands: readonly Command[]): Array<{ step: number; command: Command }> {
  return commands.map((command, index) => ({ step: call.step - commands.length + 1 + index, command }))
}
