import { randomInt } from 'node:crypto'
import type { CallEvent, Result } from '@patchbay/flow/call'
import type { Notification } from '@patchbay/hoiio/notification'
import type { NumberRecord } from './call-store'

/** An event with its key: the same for everything that the carrier would say twice. */
export type KeyedEvent = { key: string; event: CallEvent }

/**
 * What a notification to a call's own address means, or null where it means nothing to us. Its `step` is ours: we put it
 * into the address, and the carrier hands it back.
 */
export function eventOf(notification: Notification): KeyedEvent | null {
  if (notification.extra.monitor === '1' || notification.monitorUrl !== undefined)
    return notification.monitorUrl === undefined
      ? null
      : { key: 'monitor', event: { type: 'recorded', url: notification.monitorUrl } }
  if (notification.callState === 'ended') return endedEvent(notification)
  const step = stepOf(notification)
  if (notification.callState !== 'ongoing' || step === null) return null
  return { key: `${step}:done`, event: { type: 'done', step, result: resultOf(notification) } }
}

/** A call's first event: it rings, or somebody asked for it. */
export function started() {
  return { key: 'started', event: { type: 'started' as const, seed: randomInt(2 ** 31) } }
}

/** The same for a call to a number, with what that number gives to its flow and says before it. */
export function startedAt({ settings, emergency }: Pick<NumberRecord, 'settings' | 'emergency'>): KeyedEvent {
  const { key, event } = started()
  const given = Object.keys(settings).length === 0 ? {} : { settings }
  return { key, event: { ...event, ...given, ...(emergency ? { emergency } : {}) } }
}

/** Somebody wants a call over, while the request of this number is its last: who asks in the same moment asks for the same. */
export function hangUpAsked(step: number, by: string): KeyedEvent {
  return { key: `${step}:hang-up`, event: { type: 'hang-up-asked', by } }
}

/** The end of a call, which may be told to a number's address too, while the phone still rings. */
export function endedEvent(notification: Notification): KeyedEvent {
  return { key: 'ended', event: { type: 'ended', result: resultOf(notification) } }
}

function stepOf({ extra }: Notification): number | null {
  const step = extra.step
  return step !== undefined && /^\d{1,6}$/.test(step) ? Number(step) : null
}

/** What was not said is left out; there is no quicker way to say so than one at a time. */
function resultOf(notification: Notification): Result {
  const { digits, recordUrl, dialStatus, transferStatus } = notification
  const result: Result = {}
  if (digits !== undefined) result.digits = digits
  if (recordUrl !== undefined) result.recordingUrl = recordUrl
  if (dialStatus !== undefined) result.dialStatus = dialStatus
  if (transferStatus !== undefined) result.transferStatus = transferStatus
  const bill = billOf(notification)
  if (bill !== undefined) result.bill = bill
  return result
}

function billOf({ date, duration, currency, rate, debit }: Notification): Result['bill'] {
  if ((date ?? duration ?? currency ?? rate ?? debit) === undefined) return undefined
  const bill: NonNullable<Result['bill']> = {}
  if (date !== undefined) bill.startedAt = date
  if (duration !== undefined) bill.minutes = duration
  if (currency !== undefined) bill.currency = currency
  if (rate !== undefined) bill.rate = rate
  if (debit !== undefined) bill.debit = debit
  return bill
}
