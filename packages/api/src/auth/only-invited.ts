import type { Db } from '@patchbay/db/client'
import { idInput } from '../inputs'

type Identity = {
  user: { id?: unknown; email?: unknown; emailVerified?: unknown }
  source: { action: string; method: string }
}
type Refusal = { error: string; errorDescription: string }

/**
 * Whom an OpenID provider may bring: people whose e-mail address it has verified, and who belong to a workspace or are invited to one.
 * Gives nothing if they may come in.
 */
export async function refuseStranger(db: Db, { user, source }: Identity): Promise<Refusal | undefined> {
  if (source.method !== 'oauth')
    return { error: 'no_sign_up', errorDescription: 'Only people who are invited can join.' }
  if (user.emailVerified !== true || typeof user.email !== 'string')
    return {
      error: 'email_not_verified',
      errorDescription: 'Your provider does not say that your e-mail address is verified.',
    }
  const email = user.email.toLowerCase()
  const id = idInput.safeParse(user.id)
  const known = id.success ? await db.member.findFirst({ where: { userId: id.data }, select: { userId: true } }) : null
  const invited =
    known ?? (await db.invitation.findFirst({ where: { email, expiresAt: { gt: new Date() } }, select: { id: true } }))
  if (invited) return undefined
  return {
    error: 'not_invited',
    errorDescription: 'Nobody has invited this e-mail address. Ask an owner to invite you.',
  }
}
