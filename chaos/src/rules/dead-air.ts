import { type CarrierCall, notificationsOf, wallTime } from '../record/carrier-record'
import type { StoredCall } from '../record/stored-record'
import { type Evidence, matchCalls, type Rule, type Violation } from './evidence'

/** Between two blocks a caller hears nothing for a moment; this is no such moment. */
const momentMs = 1_000
const orphanMs = 60_000

/** Who is on the line hears something, or will in time: a block runs, or an open call is within its deadline. */
export const deadAir: Rule = (evidence) => {
  const match = matchCalls(evidence)
  return evidence.carrier.flatMap((call): Violation[] => {
    if (call.state === 'ended' || call.running !== null) return []
    const last = call.transcript.at(-1)
    if (!last || evidence.heardAt - wallTime(call, last.at, evidence.speed) < momentMs) return []
    const stored = match(call)
    if (isLookedAfter(stored, evidence) || neverHeardOf(call, stored) || wasGivenUp(stored)) return []
    const what = stored
      ? `Its call is ${stored.phase}${stored.open ? '' : ', and settled'}.`
      : 'No call is stored for it.'
    return [{ rule: 'dead-air', session: call.session, callId: stored?.id ?? null, what: `Nothing runs. ${what}` }]
  })
}

function isLookedAfter(stored: StoredCall | undefined, { readAt }: Evidence): boolean {
  return stored?.open === true && stored.due_at !== null && readAt - stored.due_at.getTime() <= orphanMs
}

/** Nobody here was told that it rings. */
function neverHeardOf(call: CarrierCall, stored: StoredCall | undefined): boolean {
  return stored === undefined && notificationsOf(call).every(({ reply }) => reply !== 200)
}

/** The carrier refused even to hang up, or could not be reached: nothing was left to ask for. */
export function wasGivenUp(stored: StoredCall | undefined): boolean {
  return stored?.disposition === 'broken' && stored.events.some(({ key }) => /:(refused|overdue)$/.test(key))
}
