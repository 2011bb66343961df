import { record } from '../audit/record'
import type { Context } from '../context'
import { forwardedColumns, forwardNumbers, putForwardingBack } from '../numbers/forwarding'
import { notFound, UserError } from '../user-error'
import { callsNowByAccount } from './list-accounts'

/**
 * Forgets a carrier account and its token for good. The carrier sends its numbers' calls where it did before; the numbers stay, with what
 * was settled for them, and answer nothing until another account has them. Calls that are over stay in the log. Refused while
 * calls are under way on it, and where the carrier did not take all of that, unless it shall go `anyway`.
 */
export async function removeAccount(
  context: Context,
  { accountId, anyway }: { accountId: string; anyway: boolean },
): Promise<{ id: string }> {
  const { deps, workspaceId } = context
  const account = await deps.db.carrierAccount.findFirst({
    where: { id: accountId, workspaceId },
    select: {
      label: true,
      appId: true,
      fromEnvironment: true,
      numbers: { where: { removedAt: null }, select: { ...forwardedColumns, versionId: true, forwardingBefore: true } },
    },
  })
  if (!account) throw notFound('carrier account')
  const { numbers } = account
  const name = account.label || account.appId
  if (account.fromEnvironment)
    throw new UserError(
      'PRECONDITION_FAILED',
      'from-environment',
      'This account comes from the environment: take HOIIO_APP_ID and HOIIO_ACCESS_TOKEN out there, and start Patchbay again.',
    )
  await refuseWhileCalled(context, accountId, name)
  const [fault] = await putForwardingBack(context, accountId, numbers)
  if (fault && !anyway)
    throw new UserError(
      'BAD_GATEWAY',
      'forwarding',
      `The carrier did not take the forwarding of ${fault[0]} back, so calls to it would still come here and be heard ringing. ${fault[1]}`,
    )
  const removed = await deps.db.$transaction(async (tx) => {
    const count = await tx.$executeRaw`
    DELETE FROM carrier_account WHERE id = ${accountId}::uuid AND workspace_id = ${workspaceId}::uuid
      AND NOT EXISTS (SELECT FROM call c WHERE c.workspace_id = ${workspaceId}::uuid AND c.open AND c.phase <> 'over'
        AND c.account_id = ${accountId}::uuid)`
    if (count > 0) await record(tx, context, { action: 'carrier.remove', subject: { id: accountId, name } })
    return count
  })
  if (removed === 0) {
    // Somebody rang in just this moment.
    await forwardNumbers(
      context,
      numbers.filter(({ versionId }) => versionId !== null),
    )
    await refuseWhileCalled(context, accountId, name)
  }
  deps.accounts.forget(accountId)
  deps.engine.numberChanged()
  return { id: accountId }
}

async function refuseWhileCalled(context: Context, accountId: string, name: string): Promise<void> {
  const calls = (await callsNowByAccount(context)).get(accountId) ?? 0
  if (calls > 0)
    throw new UserError(
      'PRECONDITION_FAILED',
      'calls-under-way',
      `${calls === 1 ? 'A call is' : `${calls} calls are`} under way on “${name}”. Remove it when ${calls === 1 ? 'it is' : 'they are'} over, or hang up first.`,
    )
}
