import type { Context } from '../context'
import { UserError } from '../user-error'
import { isTaken, nameTaken } from './view-name'

const mostViews = 200

/** Keeps a state of the log under a new name, for everybody of the workspace. */
export async function saveView(
  { deps, workspaceId, person }: Context,
  { name, query }: { name: string; query: string },
): Promise<{ id: string }> {
  if ((await deps.db.savedView.count({ where: { workspaceId } })) >= mostViews)
    throw new UserError('PRECONDITION_FAILED', 'too-many', `There are ${mostViews} views already. Remove one first.`)
  try {
    return await deps.db.savedView.create({
      data: { workspaceId, name, query, savedBy: person },
      select: { id: true },
    })
  } catch (error) {
    throw isTaken(error) ? nameTaken(name) : error
  }
}
