import { record } from '../audit/record'
import type { Context } from '../context'
import { changeMember } from './member-place'

/** Takes somebody out of the workspace, or oneself; what they watch just then ends within a quarter of a minute. */
export async function removeMember(context: Context, userId: string): Promise<void> {
  const { workspaceId } = context
  await changeMember(context, userId, async (tx, { email, role }) => {
    await tx.member.deleteMany({ where: { workspaceId, userId } })
    await record(tx, context, { action: 'member.remove', subject: { id: userId, name: email }, before: { role } })
  })
}
