import { readDate } from '@patchbay/hoiio/date'
import type { Call } from '../call'
import { Refusal } from '../refusal'
import type { Asking, Endpoint } from './endpoint'

const callsPerPage = 100

function callOf({ exchange, account, params }: Asking): Call {
  const call = exchange.byReference(params.need('txn_ref'))
  if (!call) throw new Refusal('error_invalid_txn_ref')
  if (call.account !== account) throw new Refusal('error_txn_ref_access_denied')
  return call
}

/** A call as the history shows it; a call under way has no bill yet. */
function recordOf(call: Call): Record<string, string> {
  const bill = call.bill()
  const ended = call.state === 'ended'
  return {
    txn_ref: call.txnRef,
    tag: call.tag,
    call_status_dest1: call.state === 'ongoing' ? 'ongoing' : call.status1,
    call_status_dest2: call.status2 === 'answered' && !ended ? 'ongoing' : call.status2,
    date: bill.date,
    duration: ended ? bill.duration : '',
    currency: bill.currency,
    rate: bill.rate,
    debit: ended ? bill.debit : '',
  }
}

/** Calls, IVR calls too: how they stand, what they cost, and ending them. */
export const voiceEndpoints: Record<string, Endpoint> = {
  'voice/query_status': { required: ['txn_ref'], run: (asking) => ({ reply: recordOf(callOf(asking)) }) },
  'voice/get_history': {
    required: [],
    run: ({ exchange, account, params }) => {
      const read = (name: 'from' | 'to', fallback: number) => {
        const text = params.get(name)
        if (text === undefined) return fallback
        const date = readDate(text)
        if (date === undefined) throw new Refusal(name === 'from' ? 'error_from_invalid' : 'error_to_invalid')
        return Date.parse(date)
      }
      const from = read('from', 0)
      const to = read('to', Number.POSITIVE_INFINITY)
      if (to < from) throw new Refusal('error_to_before_from')
      const page = params.whole('page', { from: 1, to: 1_000_000, default: 1 }, 'error_page_invalid')
      // Dates have whole seconds: a call that started within the last of them counts.
      const found = exchange
        .allCalls()
        .filter((call) => call.account === account && call.startedAt >= from && call.startedAt < to + 1_000)
        .reverse()
      if (page > 1 && (page - 1) * callsPerPage >= found.length) throw new Refusal('error_page_invalid')
      const entries = found.slice((page - 1) * callsPerPage, page * callsPerPage).map(recordOf)
      return {
        reply: { total_entries_count: String(found.length), entries_count: String(entries.length), entries },
      }
    },
  },
  'voice/hangup': {
    required: ['txn_ref'],
    limited: true,
    run: (asking) => {
      const call = callOf(asking)
      if (call.state === 'ended') throw new Refusal('error_session_ended')
      return { call, carryOut: () => call.end('program') }
    },
  },
}
