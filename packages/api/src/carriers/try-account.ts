import type { Credentials } from '@patchbay/engine/accounts'
import { askBalance } from '@patchbay/engine/check-account'
import type { Deps } from '../context'
import { UserError } from '../user-error'

/**
 * Asks the carrier for the balance with what somebody has entered; throws what it says, for people, where that can't be used. Gives
 * what is left.
 */
export async function tryAccount(deps: Deps, credentials: Credentials): Promise<{ balance: string; currency: string }> {
  const hoiio = deps.accounts.tryOut(credentials)
  try {
    const check = await askBalance(hoiio)
    if (check.kind === 'good') return { balance: check.balance, currency: check.currency }
    throw new UserError('BAD_REQUEST', 'carrier-refused', `This account can’t be used yet. ${check.fault}`)
  } finally {
    void hoiio.close().catch(() => undefined)
  }
}
