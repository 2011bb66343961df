import type { Endpoint } from './endpoint'

/** Who the account belongs to, and its money. */
export const userEndpoints: Record<string, Endpoint> = {
  'user/get_balance': {
    required: [],
    limited: true,
    run: ({ account }) => {
      const balance = account.balance.toFixed(3)
      return { reply: { currency: 'SGD', balance, points: balance, bonus: '0.000' } }
    },
  },
  'user/get_info': {
    required: [],
    run: ({ account }) => ({
      reply: {
        uid: account.appId,
        name: 'Simulator',
        mobile_number: '+6591110000',
        caller_ids: [...account.numbers.keys()],
        country: 'SG',
        prefix: '65',
        currency: 'SGD',
        user_status: account.status,
      },
    }),
  },
}
