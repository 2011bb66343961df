import type { Context } from '../context'

/** A state of the log that was given a name. */
export type SavedView = { id: string; name: string; query: string; savedBy: string }

/** The workspace's views by name: everybody's. */
export function listViews({ deps, workspaceId }: Context): Promise<SavedView[]> {
  return deps.db.savedView.findMany({
    where: { workspaceId },
    select: { id: true, name: true, query: true, savedBy: true },
    orderBy: { name: 'asc' },
  })
}
