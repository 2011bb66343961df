import type { Context } from '../context'
import { type Role, roleInput } from '../roles'

export type MemberRow = {
  userId: string
  name: string
  email: string
  role: Role
  /** ISO 8601. */
  since: string
  /** Whether it is whoever asks. */
  you: boolean
  /** Whether they are asked for a code beside their password; null: that is for owners to know. */
  twoFactor: boolean | null
}

/** `link`s are shown once only, when somebody is invited. Times are ISO 8601. */
export type InvitationRow = {
  id: string
  email: string
  role: Role
  invitedBy: string
  expiresAt: string
  expired: boolean
}

/** Who belongs to the workspace, the oldest member first, and, for owners, who is invited. */
export async function listMembers({
  deps,
  workspaceId,
  actor,
  abilities,
}: Context): Promise<{ members: MemberRow[]; invitations: InvitationRow[] }> {
  const manages = abilities.has('manage')
  const members = await deps.db.member.findMany({
    where: { workspaceId },
    orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
    select: {
      userId: true,
      role: true,
      createdAt: true,
      user: { select: { name: true, email: true, twoFactorEnabled: true } },
    },
  })
  const invitations = manages
    ? await deps.db.invitation.findMany({ where: { workspaceId }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
    : []
  return {
    members: members
      // Prisma reads people after members. Who left between the two is nobody whom this workspace may see.
      .filter(({ user }) => user !== null)
      .map(({ userId, role, createdAt, user }) => ({
        userId,
        name: user.name,
        email: user.email,
        role: roleInput.parse(role),
        since: createdAt.toISOString(),
        you: actor.kind === 'person' && actor.id === userId,
        twoFactor: manages ? user.twoFactorEnabled : null,
      })),
    invitations: invitations.map(({ id, email, role, invitedBy, expiresAt }) => ({
      id,
      email,
      role: roleInput.parse(role),
      invitedBy,
      expiresAt: expiresAt.toISOString(),
      expired: expiresAt.getTime() <= Date.now(),
    })),
  }
}
