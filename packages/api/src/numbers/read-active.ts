import type { CarrierAccount } from '@patchbay/engine/accounts'
import { faultOf } from '@patchbay/engine/check-account'
import type { ActiveNumber } from '@patchbay/hoiio/numbers'
import type { Context } from '../context'

/** An account's numbers as the carrier has them now, or why it did not say, as a sentence. */
export type ReadActive = { ok: true; account: CarrierAccount; active: ActiveNumber[] } | { ok: false; fault: string }

/** Asks the carrier for the numbers of an account. Never rejects for what the carrier does. */
export async function readActive({ deps }: Context, accountId: string | null): Promise<ReadActive> {
  const account = accountId === null ? null : await deps.accounts.get(accountId)
  if (!account) return { ok: false, fault: 'Its carrier account was removed, or its access token can’t be read.' }
  try {
    return { ok: true, account, active: await account.hoiio.numbers.getActive() }
  } catch (error) {
    deps.log.warn({ err: error, accountId }, 'the numbers could not be read from the carrier')
    return { ok: false, fault: faultOf(error) }
  }
}
