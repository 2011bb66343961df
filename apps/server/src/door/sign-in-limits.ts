import { createHash } from 'node:crypto'
import type { Pool } from 'pg'
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import { countedAs } from './client-address'

const minute = 60
/**
 * How many wrong passwords in a while. By account from one address: who forgot it. By address: who tries many accounts. By
 * account from everywhere: who has many addresses; more, since else anybody could keep its owner out.
 */
const limits = {
  pair: { points: 10, duration: 15 * minute },
  address: { points: 50, duration: 15 * minute },
  account: { points: 100, duration: 60 * minute },
  /** Each code of a second factor, once: longer than one is good for. */
  code: { points: 1, duration: 2 * minute },
}

export type SignInLimits = {
  /**
   * Counts one try, before the password is looked at, so that a hundred at the same moment are a hundred. Null if it may be
   * looked at, else after how many seconds to come back.
   */
  attempt: (address: string, account: string) => Promise<number | null>
  /** It was right: the try is given back, and what this address got wrong for this account before is forgotten. */
  succeeded: (address: string, account: string) => Promise<void>
  /** Whether a code (with whose it is) is tried for the first time in two minutes; kept as a hash. */
  firstUse: (code: string) => Promise<boolean>
}

/**
 * Limits how often passwords, codes and the like can be guessed, by address and by account, over all servers that share the
 * database. `account` is whatever names one, such as an e-mail address; it is kept as a hash. Rejects if the database is away.
 */
export function createSignInLimits(pool: Pool): SignInLimits {
  const limiter = (keyPrefix: keyof typeof limits) =>
    new RateLimiterPostgres({
      storeClient: pool,
      storeType: 'pool',
      tableName: 'attempt',
      tableCreated: true,
      keyPrefix,
      ...limits[keyPrefix],
    })
  const [pair, byAddress, byAccount, byCode] = [
    limiter('pair'),
    limiter('address'),
    limiter('account'),
    limiter('code'),
  ]

  function keysOf(address: string, account: string) {
    const from = countedAs(address)
    const whose = hashOf(account.trim().toLowerCase())
    return { from, whose, both: `${whose} ${from}` }
  }

  return {
    async attempt(address, account) {
      const { from, whose, both } = keysOf(address, account)
      // One after another: what is refused to one address is not counted against the account.
      return (
        (await spend(pair, both, limits.pair.points)) ??
        (await spend(byAddress, from, limits.address.points)) ??
        (await spend(byAccount, whose, limits.account.points))
      )
    },
    async succeeded(address, account) {
      const { from, whose, both } = keysOf(address, account)
      await Promise.all([pair.delete(both), byAddress.reward(from), byAccount.reward(whose)])
    },
    firstUse: async (code) => (await spend(byCode, hashOf(code), limits.code.points)) === null,
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}

/** Null, or in how many whole seconds there is something left again. */
async function spend(limiter: RateLimiterPostgres, key: string, points: number): Promise<number | null> {
  const { consumedPoints, msBeforeNext } = await limiter.penalty(key)
  return consumedPoints <= points ? null : Math.max(1, Math.ceil(msBeforeNext / 1_000))
}
