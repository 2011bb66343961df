import type { Credentials } from '@patchbay/engine/accounts'
import { aboutAccount, WrongKeyError } from '@patchbay/engine/secrets/cipher'
import { uuidV7 } from '@patchbay/engine/uuid-v7'
import type { Context } from '../context'

/**
 * Makes the account that the environment names one of the workspace's, and follows what has changed in the environment since. The first
 * time, numbers from before accounts were kept become its own. Servers that start together take turns. If somebody entered the
 * same app ID in the app, it is that account from now on, and the one before it is an ordinary one.
 */
export async function adoptAccount({ deps, workspaceId }: Context, environment: Credentials): Promise<{ id: string }> {
  const { appId, accessToken, baseUrl } = environment
  const id = await deps.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM workspace WHERE id = ${workspaceId}::uuid FOR UPDATE`
    const entered = await tx.carrierAccount.findUnique({ where: { workspaceId_appId: { workspaceId, appId } } })
    const before = await tx.carrierAccount.findFirst({ where: { workspaceId, fromEnvironment: true } })
    const account = entered ?? before
    const keep = (accountId: string) => new Uint8Array(deps.cipher.encrypt(accessToken, aboutAccount(accountId)))
    if (!account) {
      const made = uuidV7()
      await tx.carrierAccount.create({
        data: { id: made, workspaceId, appId, token: keep(made), baseUrl, fromEnvironment: true },
      })
      await tx.phoneNumber.updateMany({ where: { workspaceId, accountId: null }, data: { accountId: made } })
      return made
    }
    if (before && before.id !== account.id)
      await tx.carrierAccount.update({ where: { id: before.id }, data: { fromEnvironment: false } })
    const same = account.appId === appId && account.baseUrl === baseUrl && tokenIs(account, accessToken)
    if (!same || !account.fromEnvironment)
      await tx.carrierAccount.update({
        where: { id: account.id },
        data: { appId, baseUrl, fromEnvironment: true, ...(same ? {} : { token: keep(account.id), fault: null }) },
      })
    return account.id
  })
  deps.accounts.forget()
  return { id }

  function tokenIs({ id: accountId, token }: { id: string; token: Uint8Array }, is: string): boolean {
    try {
      return deps.cipher.decrypt(token, aboutAccount(accountId)) === is
    } catch (error) {
      if (error instanceof WrongKeyError) return false
      throw error
    }
  }
}
