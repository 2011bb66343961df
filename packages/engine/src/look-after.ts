import { type Command, needsNoCall } from '@patchbay/flow/command'
import { HoiioError } from '@patchbay/hoiio/error'
import type { CallRecord as AskedCall } from '@patchbay/hoiio/voice'
import type { Logger } from 'pino'
import type { Accounts } from './accounts'
import type { Alerts } from './alerts'
import type { CallRecord } from './call-record'
import type { CallStore } from './call-store'
import { deadlineOf } from './deadline'
import { mayRepeat } from './delivery-rule'
import type { KeyedEvent } from './event-of'
import type { Meters } from './meters'
import type { Mover } from './mover'
import type { OpenCalls } from './open-calls'
import type { Sender } from './sender'
import type { Timing } from './timing'

const mostAtOnce = 200
/** While the carrier can't be asked, and while a call goes on, it is looked after again in so many milliseconds. */
const askAgain = 10_000
const askAgainTransfer = 60_000
/** For how long past its deadline a call whose state can't be learned is left in peace. */
const grace = 40_000

/**
 * Looks after the calls that are due: requests that a dead process left behind are delivered by the rule, and the carrier is
 * asked what became of calls that it tells nothing of. Then they go on, end, or take the block's failure exit.
 */
export function createLookAfter(deps: {
  accounts: Accounts
  store: CallStore
  calls: OpenCalls
  mover: Mover
  sender: Sender
  timing: Timing
  meters: Meters
  alerts: Alerts
  log: Logger
}) {
  const { accounts, store, calls, mover, sender, timing, meters, alerts, log } = deps

  async function settle(taken: CallRecord): Promise<string> {
    const call = await calls.inTurn(taken.token, () => calls.read(taken.token))
    if (!call || call.seq !== taken.seq) return 'went-on'
    const { step, phase } = call.state
    const command = await store.commandOf(call.id, step)
    if (!command || (phase === 'over' && !needsNoCall(command))) {
      if (phase === 'over') await store.close(call.id, call.seq)
      else await give(call, 'overdue')
      return 'closed'
    }
    if (call.delivery === 'waiting' || (call.delivery === 'sending' && mayRepeat(command))) {
      const { id: callId, workspaceId, accountId, token, session } = call
      sender.send({ callId, workspaceId, accountId, token, session, step, command }, call.delivery === 'sending')
      return 'sent'
    }
    if (needsNoCall(command) || (call.delivery === 'sending' && call.txnRef === null)) {
      await give(call, 'timeout')
      return 'given-up'
    }
    return ask(call, command)
  }

  async function ask(call: CallRecord, command: Command): Promise<string> {
    const account = call.accountId === null ? null : await accounts.get(call.accountId)
    if (call.txnRef === null || !account) {
      await give(call, 'overdue')
      return 'given-up'
    }
    let asked: AskedCall
    try {
      asked = await account.hoiio.voice.queryStatus(call.txnRef)
    } catch (error) {
      if (error instanceof HoiioError && error.status === 'error_invalid_txn_ref')
        return moved(call, { key: 'ended', event: { type: 'ended', result: {} } })
      const since = Date.now() - call.movedAt.getTime()
      log.warn({ callId: call.id, err: error }, 'the carrier could not be asked what became of a call')
      if (since > timing.deadline(deadlineOf(command) + grace)) {
        await give(call, 'overdue')
        return 'given-up'
      }
      await store.extend(call.id, call.state.step, timing.deadline(askAgain))
      return 'asked-again'
    }
    const happened = whatHappened(call, command, asked)
    if (happened) return moved(call, happened)
    const wait = command.type === 'transfer' ? askAgainTransfer : askAgain
    await store.extend(call.id, call.state.step, timing.deadline(wait))
    return 'goes-on'
  }

  async function moved(call: CallRecord, happened: KeyedEvent): Promise<string> {
    await mover.move(call.token, happened)
    if (happened.event.type === 'overdue') alert(call)
    return happened.event.type === 'overdue' ? 'went-past' : 'ended'
  }

  /** Nobody knows what became of it: the block's failure exit, or an apology. */
  async function give(call: CallRecord, status: 'overdue' | 'timeout'): Promise<void> {
    const { step } = call.state
    await mover.move(call.token, { key: `${step}:refused`, event: { type: 'refused', step, status } })
    alert(call)
  }

  function alert({ workspaceId, versionId, id }: CallRecord): void {
    const message = 'The carrier never said what became of a block.'
    alerts.raise({ workspaceId, code: 'overdue', subject: versionId, callId: id, message })
  }

  /** Takes what is due and settles it; gives how many calls that were. */
  return async (): Promise<number> => {
    let looked = 0
    for (;;) {
      const due = await store.takeDue(mostAtOnce, timing.leaseMs)
      await Promise.all(
        due.map(async (call) => {
          const outcome = await settle(call).catch((error: unknown) => {
            log.error({ callId: call.id, err: error }, 'a call could not be looked after')
            return 'failed'
          })
          meters.orphans.inc({ outcome })
          log.info({ callId: call.id, step: call.state.step, outcome }, 'a call was looked after')
        }),
      )
      looked += due.length
      if (due.length < mostAtOnce) return looked
    }
  }
}

export type LookAfter = ReturnType<typeof createLookAfter>

/** What the carrier's answer means for a call that waits, or null while it just goes on. */
function whatHappened(call: CallRecord, command: Command, asked: AskedCall): KeyedEvent | null {
  const { step, direction } = call.state
  const { status, transferStatus } = asked
  const leg = transferStatus === undefined || transferStatus === 'ongoing' ? undefined : transferStatus
  if (status !== undefined && status !== 'ongoing') {
    const result = {
      ...(direction === 'outgoing' && command.type === 'dial' ? { dialStatus: status } : {}),
      ...(leg === undefined || command.type !== 'transfer' ? {} : { transferStatus: leg }),
      bill: billOf(asked),
    }
    return { key: 'ended', event: { type: 'ended', result } }
  }
  const overdue = (result: Extract<KeyedEvent['event'], { type: 'overdue' }>['result']): KeyedEvent => ({
    key: `${step}:overdue`,
    event: { type: 'overdue', step, result },
  })
  switch (command.type) {
    case 'dial':
      return command.tell ? overdue({ dialStatus: 'answered' }) : null
    case 'transfer':
      // A talk may last for hours; a leg that failed was told, and the word was lost.
      return leg === undefined || leg === 'answered' ? null : overdue({ transferStatus: leg })
    case 'hangup':
      return { key: `${step}:refused`, event: { type: 'refused', step, status: 'overdue' } }
    default:
      return overdue({})
  }
}

function billOf({ startedAt, duration, currency, rate, debit }: AskedCall) {
  return {
    ...(startedAt ? { startedAt } : {}),
    ...(duration === undefined || Number.isNaN(duration) ? {} : { minutes: duration }),
    ...(currency === undefined ? {} : { currency }),
    ...(rate === undefined ? {} : { rate }),
    ...(debit === undefined ? {} : { debit }),
  }
}
