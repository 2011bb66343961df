import type { Context } from '../context'
import { notFound } from '../user-error'
import { isTaken, nameTaken } from './view-name'

/** Gives a view another name, or another state of the log to show; what is not said stays. */
export async function changeView(
  { deps, workspaceId }: Context,
  { id, name, query }: { id: string; name?: string | undefined; query?: string | undefined },
): Promise<{ id: string }> {
  const data = { ...(name === undefined ? {} : { name }), ...(query === undefined ? {} : { query }) }
  try {
    const { count } = await deps.db.savedView.updateMany({ where: { id, workspaceId }, data })
    if (count === 0) throw notFound('view')
    return { id }
  } catch (error) {
    throw name !== undefined && isTaken(error) ? nameTaken(name) : error
  }
}
