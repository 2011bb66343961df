import { record } from '../audit/record'
import { invitationMail } from '../auth/account-mails'
import type { Auth } from '../auth/auth'
import type { Context } from '../context'
import { newInvitationToken } from '../people/invitation-token'
import type { Role } from '../roles'
import { UserError } from '../user-error'

const lastsMs = 7 * 24 * 60 * 60 * 1_000
/** Whoever has a workspace can send mail to strangers with it: not too much. */
const mostPending = 100
const againMs = 60_000

export type Invited = {
  /** The address to hand to them; never shown again. */
  link: string
  /** Whether it has gone out by mail as well. */
  mailed: boolean
}

/** Invites somebody for seven days; inviting them again makes a new address, and the old one is no good any more. */
export async function invite(
  context: Context,
  { mails, appUrl }: Pick<Auth, 'mails' | 'appUrl'>,
  { email, role }: { email: string; role: Role },
): Promise<Invited> {
  const { deps, workspaceId, actor } = context
  const token = newInvitationToken()
  const now = new Date()
  const invitedBy = actor.name || 'An owner'
  const workspace = await deps.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM workspace WHERE id = ${workspaceId}::uuid FOR UPDATE`
    const member = await tx.member.findFirst({ where: { workspaceId, user: { email } }, select: { userId: true } })
    if (member) throw new UserError('CONFLICT', 'is-member', `${email} belongs to this workspace already.`)
    const known = await tx.invitation.findFirst({
      where: { workspaceId, email },
      select: { id: true, createdAt: true },
    })
    if (known && mails.sent && now.getTime() - known.createdAt.getTime() < againMs)
      throw new UserError('CONFLICT', 'just-invited', `${email} was invited just now. Invite them again in a minute.`)
    const pending = await tx.invitation.count({ where: { workspaceId, expiresAt: { gt: now } } })
    if (!known && pending >= mostPending)
      throw new UserError(
        'CONFLICT',
        'too-many-invitations',
        `At most ${mostPending} people can be invited at once. Take some invitations back first.`,
      )
    const fresh = {
      role,
      tokenHash: token.hash,
      invitedBy,
      createdAt: now,
      expiresAt: new Date(now.getTime() + lastsMs),
    }
    const { id } = known
      ? await tx.invitation.update({ where: { id: known.id }, data: fresh, select: { id: true } })
      : await tx.invitation.create({ data: { workspaceId, email, ...fresh }, select: { id: true } })
    await record(tx, context, { action: 'member.invite', subject: { id, name: email }, after: { role } })
    return tx.workspace.findFirstOrThrow({ where: { id: workspaceId }, select: { name: true } })
  })
  const linkOf = (secret: string) => `${appUrl}/join?token=${secret}`
  // Without a server for mail there is nothing to print: the owner has the address.
  const mailed = mails.sent
    ? await mails.send(invitationMail(email, { by: invitedBy, workspace: workspace.name, link: linkOf(token.mailed) }))
    : false
  return { link: linkOf(token.shown), mailed }
}

/** Takes an invitation back: its address is no good any more. */
export async function uninvite(context: Context, id: string): Promise<void> {
  const { deps, workspaceId } = context
  await deps.db.$transaction(async (tx) => {
    const invitation = await tx.invitation.findFirst({
      where: { id, workspaceId },
      select: { email: true, role: true },
    })
    if (!invitation) return
    await tx.invitation.deleteMany({ where: { id, workspaceId } })
    const { email, role } = invitation
    await record(tx, context, { action: 'member.uninvite', subject: { id, name: email }, before: { role } })
  })
}
