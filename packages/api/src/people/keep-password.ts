import type { Db } from '@patchbay/db/client'

/** Writes somebody's password down, as better-auth does. `hash` is what its own hashing gave. */
export async function keepPassword(db: Pick<Db, 'account'>, userId: string, hash: string): Promise<void> {
  const account = { providerId: 'credential', accountId: userId }
  await db.account.upsert({
    where: { providerId_accountId: account },
    create: { ...account, userId, password: hash },
    update: { password: hash },
  })
}
