import { writeDate } from '@patchbay/hoiio/date'
import { isE164 } from '../e164'
import { Refusal } from '../refusal'
import type { Endpoint } from './endpoint'

const rate = 0.032
const longestSms = 1_530
const lettersPerPart = 153
const lettersInOne = 160

/** Text messages. Each arrives; the report is sent at once. */
export const smsEndpoints: Record<string, Endpoint> = {
  'sms/send': {
    required: ['dest', 'msg'],
    run: ({ exchange, account, params }) => {
      const dest = params.dest()
      const msg = params.need('msg')
      if (msg.trim() === '') throw new Refusal('error_msg_empty')
      if (msg.length > longestSms) throw new Refusal('error_msg_too_big')
      const sender = params.get('sender_name') ?? ''
      if (sender !== '' && !isE164(sender) && !/^[A-Za-z0-9 ]{1,11}$/.test(sender))
        throw new Refusal('error_invalid_sender_name')
      const tag = params.tag()
      const notifyUrl = params.notifyUrl()
      if (account.status === 'trial') throw new Refusal('error_not_allowed_for_trial')
      if (account.balance <= 0) throw new Refusal('error_insufficient_credit')
      const txnRef = exchange.nextId('AA-S-')
      const parts = msg.length <= lettersInOne ? 1 : Math.ceil(msg.length / lettersPerPart)
      const debit = parts * rate
      const now = new Date()
      const deliver = () => {
        account.charge(debit)
        exchange.keepSms({
          at: now.toISOString(),
          txn_ref: txnRef,
          app_id: account.appId,
          dest,
          msg,
          sender_name: sender,
          tag,
        })
        if (notifyUrl === undefined) return
        const report = {
          txn_ref: txnRef,
          dest,
          tag,
          sms_status: 'delivered',
          date: writeDate(now),
          currency: 'SGD',
          rate: rate.toFixed(3),
          debit: debit.toFixed(3),
          split_count: String(parts),
        }
        setImmediate(() => exchange.notifier.send(account.accessToken, notifyUrl, report))
      }
      return { reply: { txn_ref: txnRef }, carryOut: deliver }
    },
  },
}
