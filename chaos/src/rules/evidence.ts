import type { Flow } from '@patchbay/flow/flow'
import { type CarrierCall, type CarrierSms, dialledNumber } from '../record/carrier-record'
import type { StoredCall } from '../record/stored-record'

/** What the checker looks at. The carrier's record was read before the database. Times are ms since 1970. */
export type Evidence = {
  carrier: readonly CarrierCall[]
  sms: readonly CarrierSms[]
  stored: readonly StoredCall[]
  /** Every call that is stored is in `stored`: what is not there does not exist. */
  whole: boolean
  numberTokens: ReadonlySet<string>
  flows: ReadonlyMap<string, Flow>
  /** When a server was killed. */
  kills: readonly number[]
  /** How many times faster than ours the calls' clocks run. */
  speed: number
  /** When the carrier's record was read, and when the database was. */
  heardAt: number
  readAt: number
}

export type RuleName = 'answered' | 'once' | 'deadline' | 'replay' | 'dead-air' | 'process'
export type Violation = { rule: RuleName; what: string; session: string | null; callId: string | null }
export type Rule = (evidence: Evidence) => Violation[]

/** Finds the stored call of a carrier's call, whichever of its ids are known yet. */
export function matchCalls(evidence: Evidence): (call: CarrierCall) => StoredCall | undefined {
  const by = (key: (call: StoredCall) => string | null) =>
    new Map(evidence.stored.flatMap((call) => (key(call) === null ? [] : [[key(call), call] as const])))
  const bySession = by((call) => call.session)
  const byTxnRef = by((call) => call.txn_ref)
  const byDest = by((call) => (call.direction === 'outgoing' ? call.called : null))
  return (call) => bySession.get(call.session) ?? byTxnRef.get(call.txn_ref) ?? byDest.get(dialledNumber(call))
}
