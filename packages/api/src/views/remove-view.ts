import type { Context } from '../context'
import { notFound } from '../user-error'

/** Forgets a view. The calls that it showed stay. */
export async function removeView({ deps, workspaceId }: Context, id: string): Promise<{ id: string }> {
  const { count } = await deps.db.savedView.deleteMany({ where: { id, workspaceId } })
  if (count === 0) throw notFound('view')
  return { id }
}
