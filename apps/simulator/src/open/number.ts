import { writeDate } from '@patchbay/hoiio/date'
import { isE164 } from '../e164'
import { Refusal } from '../refusal'
import type { Endpoint } from './endpoint'

const year = 365 * 24 * 3_600_000

/** The numbers of an account, and where their calls go. */
export const numberEndpoints: Record<string, Endpoint> = {
  'number/get_active': {
    required: [],
    run: ({ account }) => {
      const entries = [...account.numbers.values()].map((owned) => ({
        number: owned.number,
        forward_to: owned.forwardTo,
        forward_sms_to: owned.forwardSmsTo,
        mode: owned.mode,
        expiry: writeDate(new Date(Date.now() + year)).slice(0, 10),
        auto_extend_status: 'enabled',
        country: 'SG',
        state: '',
        capabilities: ['VOICE', 'FAX'],
      }))
      return { reply: { entries_count: String(entries.length), entries } }
    },
  },
  'number/update_forwarding': {
    required: ['number'],
    run: ({ account, params }) => {
      const number = params.need('number')
      if (!isE164(number)) throw new Refusal('error_number_invalid')
      const owned = account.numbers.get(number)
      if (!owned) throw new Refusal('error_number_not_assigned')
      const forwardTo = params.url('forward_to', 'error_forward_to_invalid', 'error_unable_to_resolve_forward_to') ?? ''
      const mode = params.get('mode') ?? 'voice'
      if (mode !== 'voice' && mode !== 'fax') throw new Refusal('error_mode_invalid')
      // The numbers here have no SMS capability, as most Singapore landlines.
      if (params.get('forward_sms_to') ?? params.get('forward_to_sms'))
        throw new Refusal('error_incoming_sms_not_supported')
      // What is not sent is reset.
      return { carryOut: () => Object.assign(owned, { forwardTo, mode, forwardSmsTo: '' }) }
    },
  },
}
