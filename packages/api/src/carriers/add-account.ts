import { aboutAccount } from '@patchbay/engine/secrets/cipher'
import { uuidV7 } from '@patchbay/engine/uuid-v7'
import { record } from '../audit/record'
import type { Context } from '../context'
import { syncNumbers } from '../numbers/sync-numbers'
import { UserError } from '../user-error'
import { tryAccount } from './try-account'

/** As many as anybody has; each is asked every five minutes. */
const mostAccounts = 50

export type NewAccount = {
  label: string
  appId: string
  accessToken: string
  /** Null: Hoiio's own address. */
  baseUrl: string | null
  /** Whether its notifications are signed. */
  signed: boolean
}

/**
 * Keeps a carrier account once the carrier has let it in, and reads its numbers. Nothing is kept of one that it refuses. `warnings` says
 * what of the numbers did not come through.
 */
export async function addAccount(
  context: Context,
  { label, appId, accessToken, baseUrl, signed }: NewAccount,
): Promise<{ id: string; warnings: string[] }> {
  const { deps, workspaceId } = context
  await refuseWhereKnown(context, appId)
  const said = await tryAccount(deps, { appId, accessToken, baseUrl })
  const id = uuidV7()
  const token = new Uint8Array(deps.cipher.encrypt(accessToken, aboutAccount(id)))
  const added = await deps.db.$transaction(async (tx) => {
    const { count } = await tx.carrierAccount.createMany({
      data: { id, workspaceId, label, appId, token, baseUrl, signed, checkedAt: new Date(), ...said },
      skipDuplicates: true,
    })
    if (count > 0)
      await record(tx, context, {
        action: 'carrier.add',
        subject: { id, name: label || appId },
        after: { appId, baseUrl, signed },
      })
    return count > 0
  })
  if (!added) await refuseWhereKnown(context, appId)
  try {
    return { id, ...(await syncNumbers(context, id)) }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return { id, warnings: [error.message] }
  }
}

async function refuseWhereKnown({ deps, workspaceId }: Context, appId: string): Promise<void> {
  const known = await deps.db.carrierAccount.findMany({ where: { workspaceId }, select: { appId: true } })
  if (known.some((account) => account.appId === appId))
    throw new UserError(
      'CONFLICT',
      'known-account',
      `The account with the app ID “${appId}” is here already. To change its token, edit it.`,
    )
  if (known.length >= mostAccounts)
    throw new UserError(
      'PRECONDITION_FAILED',
      'too-many',
      `There are ${mostAccounts} carrier accounts already. Remove one first.`,
    )
}
