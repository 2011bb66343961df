import type { Context } from '../context'
import { notFound } from '../user-error'

/** Renames a flow. The draft's revision stays: a name is no part of it. */
export async function renameFlow(
  { deps, workspaceId }: Context,
  { id, name }: { id: string; name: string },
): Promise<{ name: string }> {
  const { count } = await deps.db.flow.updateMany({ where: { id, workspaceId }, data: { name } })
  if (count === 0) throw notFound('flow')
  return { name }
}
