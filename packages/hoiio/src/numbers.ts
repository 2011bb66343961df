import { z } from 'zod'
import { HoiioError } from './error'
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
  const getActive = async (): Promise<ActiveNumber[]> => {
    const result = await send('number/get_active')
    const { entries } = result.read(z.looseObject({ entries: z.array(entrySchema) }))
    return entries.map((entry) => ({
      number: entry.number,
      forwardTo: entry.forward_to,
      forwardSmsTo: entry.forward_sms_to,
      mode: entry.mode,
      capabilities: entry.capabilities,
    }))
  }
  return {
    getActive,
    /**
     * Changes where a number's calls and SMS go. What is not sent may be reset by the carrier, so this reads the number
     * first and sends everything. Rejects with `error_number_not_assigned` where the account has no such number.
     */
    updateForwarding: async (number: string, change: Forwarding): Promise<HoiioResult> => {
      const now = (await getActive()).find((entry) => entry.number === number)
      if (!now) throw new HoiioError('error_number_not_assigned', 'number/update_forwarding', false)
      return send('number/update_forwarding', {
        number,
        forward_to: change.forwardTo ?? now.forwardTo,
        mode: change.mode ?? now.mode,
        forward_sms_to: change.forwardSmsTo ?? now.forwardSmsTo,
      })
    },
  }
}
