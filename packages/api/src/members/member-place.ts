import type { Db } from '@patchbay/db/client'
import type { Context } from '../context'
import { localEmail } from '../people/local-user'
import { type Role, roleInput } from '../roles'
import { notFound, UserError } from '../user-error'

type Tx = Parameters<Parameters<Db['$transaction']>[0]>[0]
export type Standing = { userId: string; role: Role; name: string; email: string }

/**
 * Changes who belongs to the workspace, one change after another: `change` is given the member as they are, and afterwards somebody
 * must be left who owns the workspace. Throws a `UserError` where there is no such member, or no owner would be left.
 */
export async function changeMember(
  { deps, workspaceId }: Context,
  userId: string,
  change: (tx: Tx, member: Standing) => Promise<void>,
): Promise<void> {
  await deps.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT id FROM workspace WHERE id = ${workspaceId}::uuid FOR UPDATE`
    const before = await owners(tx, workspaceId)
    const member = await tx.member.findFirst({
      where: { workspaceId, userId },
      select: { role: true, user: { select: { name: true, email: true } } },
    })
    if (!member) throw notFound('member')
    await change(tx, { userId, role: roleInput.parse(member.role), ...member.user })
    const after = await owners(tx, workspaceId)
    if (after.all === 0 || (after.people === 0 && before.people > 0)) throw lastOwner()
  })
}

/** `people`: those who can sign in from elsewhere too, unlike whoever sits at this machine. */
async function owners(tx: Tx, workspaceId: string): Promise<{ all: number; people: number }> {
  const found = await tx.member.findMany({
    where: { workspaceId, role: 'owner' },
    select: { user: { select: { email: true } } },
  })
  return { all: found.length, people: found.filter(({ user }) => user.email !== localEmail).length }
}

function lastOwner(): UserError {
  return new UserError('CONFLICT', 'last-owner', 'A workspace needs an owner. Make somebody else an owner first.')
}
