import type { Call } from '../call'
import type { TranscriptEntry } from '../transcript'

export type CallView = {
  session: string
  txn_ref: string
  direction: 'incoming' | 'outgoing'
  from: string
  to: string | null
  /** Who is dialled, or whom the call is transferred to. */
  dest: string | null
  state: Call['state']
  /** The block that runs. */
  running: string | null
  /** The other phone of a Dial or Transfer. */
  leg: 'ringing' | 'answered' | null
}

/** A call as the control API shows it. */
export function viewCall(call: Call): CallView {
  const { parties } = call
  const incoming = parties.direction === 'incoming'
  return {
    session: call.session,
    txn_ref: call.txnRef,
    direction: parties.direction,
    from: incoming ? parties.from : parties.callerId,
    to: incoming ? parties.to : null,
    dest: call.transferDest ?? (incoming ? null : parties.dest),
    state: call.state,
    running: call.running?.name ?? null,
    leg: call.leg,
  }
}

export function viewWholeCall(call: Call): CallView & { transcript: readonly TranscriptEntry[] } {
  return { ...viewCall(call), transcript: call.transcript }
}
