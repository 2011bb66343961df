import type { Context } from '../context'

/** What is left on the account: `amount` is a decimal string, `at` when the carrier said so (ISO 8601). */
export type Balance = { currency: string; amount: string; at: string }

/** The carrier answers 60 requests a minute on this path, for all that use the account: two are ours. */
const askAgainAfter = 30_000

const answers = new WeakMap<Context['deps']['hoiio'], { askedAt: number; known: Balance | null }>()

/** The account's balance as the carrier last said it; null until it has. It is asked at most twice a minute, and nobody waits for it. */
export function balanceOf({ deps }: Context): Balance | null {
  const answer = answers.get(deps.hoiio) ?? { askedAt: Number.NEGATIVE_INFINITY, known: null }
  answers.set(deps.hoiio, answer)
  if (Date.now() - answer.askedAt >= askAgainAfter) {
    answer.askedAt = Date.now()
    deps.hoiio.user.getBalance().then(
      ({ currency, balance }) => {
        answer.known = { currency, amount: balance, at: new Date().toISOString() }
      },
      (error: unknown) => deps.log.debug({ err: error }, 'the carrier did not say what is left on the account'),
    )
  }
  return answer.known
}
