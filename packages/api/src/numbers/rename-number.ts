import type { Context } from '../context'
import { notFound } from '../user-error'

/** Gives a number a label for people. */
export async function renameNumber(
  { deps, workspaceId }: Context,
  { numberId, label }: { numberId: string; label: string },
): Promise<{ label: string }> {
  const { count } = await deps.db.phoneNumber.updateMany({
    where: { id: numberId, workspaceId, removedAt: null },
    data: { label },
  })
  if (count === 0) throw notFound('number')
  return { label }
}
