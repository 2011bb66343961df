import type { Context } from '../context'
import { notFound } from '../user-error'

/** Renames a table. Its key stays, so flows don't notice. */
export async function renameTable(
  { deps, workspaceId }: Context,
  { id, name }: { id: string; name: string },
): Promise<{ name: string }> {
  const { count } = await deps.db.lookupTable.updateMany({ where: { id, workspaceId }, data: { name } })
  if (count === 0) throw notFound('table')
  return { name }
}
