import { checkAccount } from '@patchbay/engine/check-account'
import type { Context } from '../context'

/**
 * What is left on a carrier account: `amount` is a decimal string, `at` when the carrier said so (ISO 8601). `account` is what
 * people call it, where there are several.
 */
export type Balance = { currency: string; amount: string; at: string; account: string | null }

/** The carrier answers 60 requests a minute on this path, for all that use an account: two are ours. */
const askAgainAfter = 30_000

type Answer = { askedAt: number; known: Balance | null }
const answers = new WeakMap<Context['deps']['accounts'], Map<string, Answer>>()

/**
 * The balance of the workspace's account on which the least is left, as the carrier last said it; null until it has. Each is asked at
 * most twice a minute, and nobody waits for it.
 */
export function balanceOf(context: Context): Balance | null {
  const { deps, workspaceId } = context
  const here = answers.get(deps.accounts) ?? new Map<string, Answer>()
  answers.set(deps.accounts, here)
  const answer = here.get(workspaceId) ?? { askedAt: Number.NEGATIVE_INFINITY, known: null }
  here.set(workspaceId, answer)
  if (Date.now() - answer.askedAt >= askAgainAfter) {
    answer.askedAt = Date.now()
    leastOf(context).then(
      (least) => {
        answer.known = least ?? answer.known
      },
      (error: unknown) => deps.log.debug({ err: error }, 'the carrier did not say what is left on the accounts'),
    )
  }
  return answer.known
}

async function leastOf({ deps, workspaceId }: Context): Promise<Balance | null> {
  const ids = await deps.accounts.idsOf(workspaceId)
  const balances = await Promise.all(
    ids.map(async (id): Promise<Balance[]> => {
      const check = await checkAccount(deps, id)
      if (check?.kind !== 'good') return []
      const account = ids.length === 1 ? null : await deps.accounts.get(id)
      const { currency, balance: amount } = check
      return [{ currency, amount, at: new Date().toISOString(), account: account && (account.label || account.appId) }]
    }),
  )
  return balances.flat().sort((a, b) => Number(a.amount) - Number(b.amount))[0] ?? null
}
