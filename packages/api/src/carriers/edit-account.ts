import { aboutAccount } from '@patchbay/engine/secrets/cipher'
import { record } from '../audit/record'
import type { Context } from '../context'
import { notFound, UserError } from '../user-error'
import { tryAccount } from './try-account'

/** What can be changed of an account. `accessToken` is absent where it stays. */
export type AccountChange = {
  accountId: string
  label: string
  signed: boolean
  accessToken?: string | undefined
}

/**
 * Changes what an account is called, whether it signs its notifications, and its token, which the carrier must let in first. Every process
 * and every call under way follow at once. The token of the environment's account is the environment's to say.
 */
export async function editAccount(
  context: Context,
  { accountId, label, signed, accessToken }: AccountChange,
): Promise<{ id: string }> {
  const { deps, workspaceId } = context
  const account = await deps.db.carrierAccount.findFirst({
    where: { id: accountId, workspaceId },
    select: { appId: true, baseUrl: true, fromEnvironment: true, label: true, signed: true },
  })
  if (!account) throw notFound('carrier account')
  const { appId, baseUrl } = account
  if (accessToken !== undefined && account.fromEnvironment)
    throw new UserError(
      'PRECONDITION_FAILED',
      'from-environment',
      'This account comes from the environment: change HOIIO_ACCESS_TOKEN there, and start Patchbay again.',
    )
  const token =
    accessToken === undefined
      ? {}
      : {
          ...(await tryAccount(deps, { appId, accessToken, baseUrl })),
          token: new Uint8Array(deps.cipher.encrypt(accessToken, aboutAccount(accountId))),
          checkedAt: new Date(),
          fault: null,
        }
  await deps.db.$transaction(async (tx) => {
    const { count } = await tx.carrierAccount.updateMany({
      where: { id: accountId, workspaceId },
      data: { label, signed, ...token },
    })
    if (count === 0) throw notFound('carrier account')
    await record(tx, context, {
      action: 'carrier.change',
      subject: { id: accountId, name: label || appId },
      before: { label: account.label, signed: account.signed },
      after: { label, signed, ...(accessToken === undefined ? {} : { accessToken: 'another one' }) },
    })
  })
  deps.accounts.forget(accountId)
  return { id: accountId }
}
