import { z } from 'zod'
import type { HoiioResult } from './result'
import type { Send } from './transport'

const entrySchema = z.object({
  number: z.string(),
  forward_to: z.string().default(''),
  forward_sms_to: z.string().default(''),
  mode: z.string().default('voice'),
  expiry: z.string().optional(),
  auto_extend_status: z.string().optional(),
  country: z.string().optional(),
  state: z.string().optional(),
  capabilities: z.array(z.string()).default([]),
})

export type ActiveNumber = {
  /** E.164 */
  number: string
  /** The URL that is told of incoming calls, or empty. */
  forwardTo: string
  forwardSmsTo: string
  mode: string
  capabilities: string[]
}

export type Forwarding = { forwardTo?: string; forwardSmsTo?: string; mode?: 'voice' | 'fax' }

/** The numbers of the account. */
export function createNumbers(send: Send) {
  return {
    getActive: async (): Promise<ActiveNumber[]> => {
      const result = await send('number/get_active')
      const { entries } = result.read(z.looseObject({ entries: z.array(entrySchema) }))
      return entries.map((entry) => ({
        number: entry.number,
        forwardTo: entry.forward_to,
        forwardSmsTo: entry.forward_sms_to,
        mode: entry.mode,
        capabilities: entry.capabilities,
      }))
    },
    /**
     * Changes where a number's calls and SMS go. What is not sent may be reset by the carrier, so this takes the number as it was
     * just read, and sends everything. An empty address is not sent, as the carrier takes both for the same.
     */
    updateForwarding: (now: ActiveNumber, change: Forwarding): Promise<HoiioResult> =>
      send('number/update_forwarding', {
        number: now.number,
        forward_to: change.forwardTo ?? now.forwardTo,
        mode: change.mode ?? now.mode,
        forward_sms_to: change.forwardSmsTo ?? now.forwardSmsTo,
      }),
  }
}
