import { randomBytes } from 'node:crypto'
import type { Db } from '@patchbay/db/client'
import type { ConfiguredAuth } from './create-auth'

const lastsMs = 60 * 60 * 1_000

/**
 * The address at which somebody can choose a new password within an hour, for whoever runs the server: mail does not reach them, or
 * there is none. Their mailbox counts as theirs after. `withoutSecondFactor` takes that from them too. Null: nobody has this address.
 */
export async function makeSignInLink(
  auth: ConfiguredAuth,
  { db, appUrl }: { db: Db; appUrl: string },
  { email, withoutSecondFactor }: { email: string; withoutSecondFactor: boolean },
): Promise<string | null> {
  const person = await db.user.findFirst({ where: { email }, select: { id: true } })
  if (!person) return null
  await db.$transaction(async (tx) => {
    const off = withoutSecondFactor ? { twoFactorEnabled: false } : {}
    await tx.user.update({ where: { id: person.id }, data: { emailVerified: true, ...off } })
    if (withoutSecondFactor) await tx.twoFactor.deleteMany({ where: { userId: person.id } })
  })
  const token = randomBytes(24).toString('base64url')
  const { internalAdapter } = await auth.$context
  await internalAdapter.createVerificationValue({
    identifier: `reset-password:${token}`,
    value: person.id,
    expiresAt: new Date(Date.now() + lastsMs),
  })
  return `${appUrl}/reset?token=${token}`
}
