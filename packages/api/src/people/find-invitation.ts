import type { Db } from '@patchbay/db/client'
import { type Role, roleInput } from '../roles'
import { UserError } from '../user-error'
import { hashesOf } from './invitation-token'

export type FoundInvitation = {
  id: string
  workspace: { id: string; slug: string; name: string }
  email: string
  role: Role
  invitedBy: string
  /** Whether the address came by mail, so that the mailbox is theirs. */
  byMail: boolean
}

/** The invitation whose token it is. Throws a `UserError` for one that is unknown, used, taken back or too old. */
export async function findInvitation(db: Pick<Db, 'invitation'>, token: string): Promise<FoundInvitation> {
  const { shown, mailed } = hashesOf(token)
  const found = await db.invitation.findFirst({
    where: { tokenHash: { in: [shown, mailed] }, expiresAt: { gt: new Date() } },
    select: {
      id: true,
      email: true,
      role: true,
      invitedBy: true,
      tokenHash: true,
      workspace: { select: { id: true, slug: true, name: true } },
    },
  })
  if (!found) throw invitationGone()
  const { id, email, role, invitedBy, tokenHash, workspace } = found
  return { id, email, role: roleInput.parse(role), invitedBy, workspace, byMail: tokenHash === mailed }
}

export function invitationGone(): UserError {
  return new UserError(
    'NOT_FOUND',
    'no-invitation',
    'This invitation is used, too old or was taken back. Ask for another one.',
  )
}
