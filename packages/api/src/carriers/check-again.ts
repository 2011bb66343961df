import { checkAccount } from '@patchbay/engine/check-account'
import type { Context } from '../context'
import { notFound, UserError } from '../user-error'

/** Asks the carrier for an account's balance now. What it says is kept, a fault too. */
export async function checkAgain({ deps, workspaceId }: Context, accountId: string): Promise<{ fault: string | null }> {
  const account = await deps.db.carrierAccount.findFirst({
    where: { id: accountId, workspaceId },
    select: { id: true },
  })
  const check = account && (await checkAccount(deps, accountId))
  if (!check) throw notFound('carrier account')
  if (check.kind === 'later') throw new UserError('BAD_GATEWAY', 'carrier', check.fault)
  return { fault: check.kind === 'bad' ? check.fault : null }
}
