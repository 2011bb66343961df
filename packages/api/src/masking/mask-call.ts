import type { CallHead } from '../calls/call-row'
import { hidden, maskNumber } from './mask-number'

/**
 * A call as it is seen by those who see no caller's data. `last` says what happened last, made of the masked step. Our own end of it stays
 * readable, and so does its way through the flow. Tags go as a whole: what stands in one may be the caller's name as well as the author's word.
 */
export function maskCall(call: CallHead, last: string): CallHead {
  const incoming = call.direction === 'incoming'
  return {
    ...call,
    caller: incoming ? maskNumber(call.caller) : call.caller,
    called: incoming ? call.called : maskNumber(call.called),
    last,
    tags: call.tags.length === 0 ? [] : [hidden],
    keys: call.keys?.map(() => hidden) ?? null,
    session: null,
    txnRef: null,
  }
}
