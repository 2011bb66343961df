import { z } from 'zod'
import type { Send } from './transport'

/** The account itself. Money stays a decimal string, as it came. */
export function createUser(send: Send) {
  return {
    getBalance: async () =>
      (await send('user/get_balance')).read(
        z.looseObject({
          currency: z.string(),
          balance: z.string(),
          points: z.string().optional(),
          bonus: z.string().optional(),
        }),
      ),
    getInfo: async () =>
      (await send('user/get_info')).read(
        z.looseObject({
          uid: z.string(),
          name: z.string().optional(),
          mobile_number: z.string().optional(),
          caller_ids: z.array(z.string()).default([]),
          country: z.string().optional(),
          prefix: z.string().optional(),
          currency: z.string().optional(),
          user_status: z.string().optional(),
        }),
      ),
  }
}
