import { record } from '../audit/record'
import type { Context } from '../context'
import type { Role } from '../roles'
import { changeMember } from './member-place'

/** Gives a member another role; what they watch just then follows within a quarter of a minute. */
export async function setRole(context: Context, { userId, role }: { userId: string; role: Role }): Promise<void> {
  const { workspaceId } = context
  await changeMember(context, userId, async (tx, member) => {
    if (member.role === role) return
    await tx.member.updateMany({ where: { workspaceId, userId }, data: { role } })
    await record(tx, context, {
      action: 'member.role',
      subject: { id: userId, name: member.email },
      before: { role: member.role },
      after: { role },
    })
  })
}
