import type { CarrierCall } from '../record/carrier-record'
import type { StoredCall } from '../record/stored-record'
import { type Evidence, matchCalls, type Violation } from '../rules/evidence'

/** A violation with all that is known of its call: what the carrier recorded, and what is stored. */
export function dumpCall(violation: Violation, evidence: Evidence): string {
  const { rule, what, session, callId } = violation
  const carrier = evidence.carrier.find((call) => call.session === session)
  const stored =
    evidence.stored.find((call) => call.id === callId) ?? (carrier ? matchCalls(evidence)(carrier) : undefined)
  const other =
    carrier ?? evidence.carrier.find((call) => stored !== undefined && matchCalls(evidence)(call)?.id === stored.id)
  return [`\nVIOLATION of “${rule}”: ${what}`, ...carrierLines(other), ...storedLines(stored)].join('\n')
}

function carrierLines(call: CarrierCall | undefined): string[] {
  if (!call) return ['  The carrier has no call for it.']
  const head = `  carrier: ${call.session} ${call.direction} ${call.state}, running ${call.running ?? 'nothing'}`
  return [head, ...call.transcript.map((entry) => `    ${JSON.stringify(entry)}`)]
}

function storedLines(call: StoredCall | undefined): string[] {
  if (!call) return ['  No call is stored for it.']
  const { events, ...row } = call
  return [`  stored: ${JSON.stringify(row)}`, ...events.map((event) => `    ${JSON.stringify(event)}`)]
}
