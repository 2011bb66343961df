import { setTimeout as sleep } from 'node:timers/promises'
import type { Span } from '@opentelemetry/api'
import { type CarrierCommand, type Command, type Effect, isEffect } from '@patchbay/flow/command'
import { ExponentialBackoff, handleType, retry } from 'cockatiel'
import type { Logger } from 'pino'
import type { Accounts } from './accounts'
import type { Alerts } from './alerts'
import type { CallStore } from './call-store'
import type { CarrierLines } from './carrier-line'
import { type CarrierAnswer, notifyUrl, requestOf } from './carrier-request'
import type { Confirmations } from './confirmations'
import { deadlineOf } from './deadline'
import { mayRepeat, type Outcome, outcomeOf } from './delivery-rule'
import { type Effects, effectMs } from './effects'
import type { KeyedEvent } from './event-of'
import type { Meters } from './meters'
import type { OpenCalls } from './open-calls'
import type { Pending } from './pending'
import type { Timing } from './timing'
import { endWith, type Traces } from './traces'

/** One request to the carrier, and the call that it belongs to. */
export type Outgoing = {
  callId: string
  workspaceId: string
  /** The carrier account that its call runs on; null: there is none any more. */
  accountId: string | null
  token: string
  session: string | null
  step: number
  command: Command
  /** What it came of, if somebody traces. */
  span?: Span | undefined
}

type ToCarrier = Outgoing & { command: CarrierCommand }

/** The carrier knows of a call's end before we do: its own word for it may be on the way while it refuses a request. */
const sessionIsOver = new Set(['error_session_ended', 'error_invalid_session'])
const hearItFirst = 2_000

/** Of a call whose account was removed, or whose token can't be read. */
const noAccount: CarrierAnswer = { status: 'no_account', accepted: false, reached: true, ids: {} }

class TryAgain extends Error {}

/**
 * Delivers what the database says has to be delivered: at once, then again with growing pauses where the rule allows it
 * (`delivery-rule.ts`). It holds a lease on the request meanwhile; if this process dies, another takes over from there.
 */
export function createSender(deps: {
  accounts: Accounts
  publicUrl: string
  store: CallStore
  calls: OpenCalls
  lineTo: CarrierLines
  effects: Effects
  confirmations: Confirmations
  pending: Pending
  timing: Timing
  traces: Traces
  meters: Meters
  alerts: Alerts
  log: Logger
  /** What became of a request moves its call. */
  follow: (token: string, happened: KeyedEvent) => Promise<unknown>
}) {
  const { accounts, publicUrl, store, calls, lineTo, effects, confirmations, pending, timing } = deps
  const { traces, meters, alerts, log } = deps
  const tryAgain = retry(handleType(TryAgain), {
    maxAttempts: timing.retries,
    backoff: new ExponentialBackoff({ initialDelay: timing.firstPauseMs, maxDelay: timing.longestPauseMs }),
  })

  /** One try. Null: this process should not, or could not, ask. */
  async function ask(out: ToCarrier): Promise<CarrierAnswer | null> {
    const session = out.session ?? (await sessionOf(out))
    // Anew for every try: the account may have been changed, or given other connections, in between.
    const account = out.accountId === null ? null : await accounts.get(out.accountId)
    if (!account) return noAccount
    const span = traces.request(out.command.type, out.span)
    const answer = lineTo(account)(() =>
      requestOf(account.hoiio, out.command, { session, notifyUrl: notifyUrl(publicUrl, out.token, out.step) }),
    )
    if (span) {
      span.setAttributes({ 'patchbay.call.id': out.callId, 'patchbay.call.step': out.step })
      endWith(span, answer, (given) => (given?.accepted ? null : (given?.status ?? 'no place to wait')))
    }
    return answer
  }

  /** A call may be hung up before the carrier has said what it calls it: by now it may have. */
  async function sessionOf({ token, command }: ToCarrier): Promise<string | null> {
    if (command.type !== 'hangup') return null
    return (await calls.inTurn(token, () => calls.read(token)))?.session ?? null
  }

  async function deliver(out: ToCarrier, doubted: boolean): Promise<void> {
    const repeatable = mayRepeat(out.command)
    if (!repeatable && !(await store.claim(out.callId, out.step, timing.leaseMs))) return
    let doubt = doubted
    let last = await ask(out)
    let outcome = last && outcomeOf(last, doubt)
    const mayTryAgain = () => outcome === 'again' || (outcome === 'unsure' && repeatable)
    if (mayTryAgain())
      await tryAgain
        .execute(async ({ attempt }) => {
          // Its first attempt is the one that has failed: what it is for is the pauses in between.
          if (attempt === 0) throw new TryAgain()
          doubt ||= outcome === 'unsure'
          last = null
          if (!(await store.extend(out.callId, out.step, timing.leaseMs))) return
          last = await ask(out)
          outcome = last && outcomeOf(last, doubt)
          if (mayTryAgain()) throw new TryAgain()
        })
        .catch((error: unknown) => {
          if (!(error instanceof TryAgain)) throw error
        })
    await settle(out, last, outcome)
  }

  async function settle(out: ToCarrier, last: CarrierAnswer | null, outcome: Outcome | null): Promise<void> {
    if (last === null) return
    if (outcome === 'taken') return taken(out, last)
    if (outcome === 'unsure' && out.command.type === 'dial')
      // It may ring, and then a notification tells. If none comes, the deadline decides.
      return void (await store.extend(out.callId, out.step, timing.deadline(deadlineOf(out.command))))
    return refused(out, last.status === 'carrier_away' ? 'unreachable' : last.status)
  }

  async function taken(out: ToCarrier, answer: CarrierAnswer): Promise<void> {
    const { callId, token, step, command } = out
    // Of these the carrier tells nothing more.
    if (command.type === 'sms' || command.type === 'hold') {
      await deps.follow(token, { key: `${step}:accepted`, event: { type: 'accepted', step } })
      return
    }
    const dueMs = timing.deadline(deadlineOf(command))
    if (command.type !== 'dial') return confirmations.add({ callId, token, step, dueMs })
    await store.keepIds(callId, answer.ids)
    await store.confirm([{ callId, step, dueMs }])
    await calls.inTurn(token, () => calls.read(token))
  }

  async function refused(out: ToCarrier, status: string): Promise<void> {
    const { callId, workspaceId, token, step, command } = out
    if (sessionIsOver.has(status) && (await endIsTold(token))) return
    log.warn({ callId, step, command: command.type, status }, 'the carrier refused')
    if (status === 'unreachable' || status === 'timeout')
      alerts.raise({ workspaceId, code: 'carrier-away', callId, message: 'The carrier does not answer.' })
    else if (!sessionIsOver.has(status))
      alerts.raise({
        workspaceId,
        code: 'carrier-refuses',
        subject: status,
        callId,
        message: `The carrier refused what a call asked for: ${status}.`,
      })
    await deps.follow(token, { key: `${step}:refused`, event: { type: 'refused', step, status } })
  }

  /** Waits a moment for the notification that the call has ended, which also brings the bill. */
  async function endIsTold(token: string): Promise<boolean> {
    for (let waited = 0; waited <= hearItFirst; waited += 250) {
      if ((await calls.inTurn(token, () => calls.read(token)))?.state.phase === 'over') return true
      await sleep(250)
    }
    return false
  }

  /** What needs no carrier. While it is under way its lease outlasts it; if this process dies, the same rule decides. */
  async function carryOut({ callId, workspaceId, token, step }: Outgoing, command: Effect): Promise<void> {
    const leaseMs = timing.leaseMs + effectMs(command)
    if (!mayRepeat(command) && !(await store.claim(callId, step, leaseMs))) return
    const outcome = await effects({ callId, workspaceId, step }, command)
    await deps.follow(
      token,
      'done' in outcome
        ? { key: `${step}:done`, event: { type: 'done', step, result: outcome.done } }
        : { key: `${step}:refused`, event: { type: 'refused', step, status: outcome.refused } },
    )
  }

  async function followUp(out: Outgoing, doubted: boolean): Promise<void> {
    meters.outbox.inc()
    try {
      const { command } = out
      await (isEffect(command) ? carryOut(out, command) : deliver({ ...out, command }, doubted))
    } catch (error) {
      log.error({ callId: out.callId, step: out.step, err: error }, 'a request could not be followed up')
    } finally {
      meters.outbox.dec()
    }
  }

  return {
    /** `doubted`: an earlier attempt, perhaps of another process, may have been carried out. */
    send(out: Outgoing, doubted = false): void {
      pending.add(followUp(out, doubted))
    },
  }
}

export type Sender = ReturnType<typeof createSender>
