import type { WorkspacePool } from '@patchbay/db/workspaces'
import type { Hoiio } from '@patchbay/hoiio/client'
import { HoiioError } from '@patchbay/hoiio/error'
import type { Accounts } from './accounts'

/**
 * What the carrier says of an account: what is left on it (a decimal, as it came), or why it can't be used, as a sentence.
 * `later`: it was asked too often, which says nothing of the account.
 */
export type AccountCheck =
  | { kind: 'good'; balance: string; currency: string }
  | { kind: 'bad'; fault: string }
  | { kind: 'later'; fault: string }

const unreadable =
  'The access token can’t be read: it was kept under another key. Enter it anew, or set PATCHBAY_KEY to that key.'

/** Asks the carrier for the balance, which nobody gets without an app ID and access token that are right. Never rejects. */
export async function askBalance(hoiio: Hoiio): Promise<AccountCheck> {
  try {
    const { balance, currency } = await hoiio.user.getBalance()
    return { kind: 'good', balance, currency }
  } catch (error) {
    const later = error instanceof HoiioError && error.status === 'error_rate_limit_exceeded'
    return { kind: later ? 'later' : 'bad', fault: faultOf(error) }
  }
}

/** Checks an account that is kept, and notes what came of it. Null: there is none. Rejects if the database can't be asked. */
export async function checkAccount(
  { pool, accounts }: { pool: Pick<WorkspacePool, 'query'>; accounts: Accounts },
  id: string,
): Promise<AccountCheck | null> {
  const account = await accounts.get(id)
  const check: AccountCheck = account ? await askBalance(account.hoiio) : { kind: 'bad', fault: unreadable }
  if (check.kind === 'later') return check
  const { rowCount } = await pool.query(
    `UPDATE carrier_account SET checked_at = now(), fault = $2, balance = COALESCE($3, balance),
       currency = COALESCE($4, currency) WHERE id = $1`,
    check.kind === 'good' ? [id, null, check.balance, check.currency] : [id, check.fault, null, null],
  )
  return rowCount === 0 ? null : check
}

/** What went wrong between us and the carrier, and what to do, in people's words. */
export function faultOf(error: unknown): string {
  if (!(error instanceof HoiioError)) return 'The carrier could not be asked. Try again in a moment.'
  const { cause } = error
  if (cause instanceof Error && 'code' in cause && cause.code === 'FORBIDDEN_ADDRESS')
    return 'The address of its API is not a public one. Whoever runs this server can allow it with REQUEST_ALLOW.'
  return error.status.startsWith('error_') ? `The carrier says ${error.status}. ${error.advice}` : error.advice
}
