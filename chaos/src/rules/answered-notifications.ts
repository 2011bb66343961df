import { type CarrierCall, type CarrierNotification, notificationsOf, wallTime } from '../record/carrier-record'
import { readNotifyAddress } from '../record/notify-address'
import type { StoredCall } from '../record/stored-record'
import { matchCalls, type Rule, type Violation } from './evidence'

/** Two clocks' worth of rounding: the database's and the carrier's, which tells the moment after the answer. */
const slackMs = 300

/**
 * A notification that was answered 200 is an event of its call, unless it says nothing that a call needs, or came for a
 * call that was over.
 */
export const answeredNotifications: Rule = (evidence) => {
  const byToken = new Map(evidence.stored.map((call) => [call.token, call]))
  const match = matchCalls(evidence)
  return evidence.carrier.flatMap((call) =>
    notificationsOf(call).flatMap((told): Violation[] => {
      if (told.reply !== 200) return []
      const address = readNotifyAddress(told.url)
      const at = wallTime(call, told.at, evidence.speed)
      const toNumber = address !== null && evidence.numberTokens.has(address.token)
      const stored = address === null ? undefined : toNumber ? match(call) : byToken.get(address.token)
      const missing = toNumber
        ? missingFromNumber(stored, told, at)
        : missingFromCall(stored, told, address?.step ?? null, at)
      if (missing === null) return []
      return [{ rule: 'answered', session: call.session, callId: stored?.id ?? null, what: `${missing} ${told.url}` }]
    }),
  )
}

function missingFromNumber(stored: StoredCall | undefined, told: CarrierNotification, at: number): string | null {
  // The end may overtake the ringing: then it is all that is kept of the call.
  if (told.body.call_state === 'ringing')
    return has(stored, 'started') || stored?.events[0]?.key === 'ended'
      ? null
      : 'A ringing phone was answered 200, and no call was begun:'
  if (told.body.call_state !== 'ended') return null
  return has(stored, 'ended') || (stored && overBefore(stored, at))
    ? null
    : 'The end of a call was answered 200, and is not stored:'
}

function missingFromCall(
  stored: StoredCall | undefined,
  told: CarrierNotification,
  step: number | null,
  at: number,
): string | null {
  if (!stored) return 'An address that belongs to no stored call was answered 200:'
  const key = keyOf(told, step)
  if (key === null || has(stored, key)) return null
  // A recording is delivered after the call's end: then it is lost as well as at any other time.
  if (key !== 'monitor' && overBefore(stored, at)) return null
  return `A notification (${key}) was answered 200, and is not stored:`
}

/** The key that the notification's event has; null where it says nothing that a call needs. */
function keyOf({ url, body }: CarrierNotification, step: number | null): string | null {
  const isRecording = readNotifyAddress(url)?.monitor || (body.monitor_url ?? '') !== ''
  if (isRecording) return body.monitor_url ? 'monitor' : null
  if (body.call_state === 'ended') return 'ended'
  return body.call_state === 'ongoing' && step !== null ? `${step}:done` : null
}

function has(stored: StoredCall | undefined, key: string): boolean {
  return stored?.events.some((event) => event.key === key) ?? false
}

/** Whether the event after which nothing more happened to the call was written before then: a recording that comes later is none. */
function overBefore(stored: StoredCall, at: number): boolean {
  if (stored.phase !== 'over') return false
  const last = stored.events.findLast(({ key }) => key !== 'monitor')
  return last !== undefined && last.at.getTime() <= at + slackMs
}

/** How many notifications were answered 200, of how many that were sent: for the totals. */
export function countNotifications(calls: readonly CarrierCall[]): { sent: number; taken: number } {
  const all = calls.flatMap(notificationsOf).filter(({ reply }) => reply !== 'dropped')
  return { sent: all.length, taken: all.filter(({ reply }) => reply === 200).length }
}
