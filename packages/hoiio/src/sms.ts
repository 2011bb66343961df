import type { HoiioResult } from './result'
import type { Send } from './transport'

export type SmsOptions = { senderName?: string; tag?: string; notifyUrl?: string }

/** Text messages. The result has `txnRef`; the report of delivery is told to `notifyUrl`. */
export function createSms(send: Send) {
  return {
    send: (dest: string, msg: string, options: SmsOptions = {}): Promise<HoiioResult> =>
      send('sms/send', {
        dest,
        msg,
        sender_name: options.senderName,
        tag: options.tag,
        notify_url: options.notifyUrl,
      }),
  }
}
