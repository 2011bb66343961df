import type { Db } from '@patchbay/db/client'

/** Whether somebody with this e-mail address has a password, a passkey or an account elsewhere. */
export async function canSignIn(db: Pick<Db, 'user'>, email: string): Promise<boolean> {
  const person = await db.user.findFirst({
    where: { email, OR: [{ accounts: { some: {} } }, { passkeys: { some: {} } }] },
    select: { id: true },
  })
  return person !== null
}
