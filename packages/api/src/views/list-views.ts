import type { Context } from '../context'
import { maskText } from '../masking/mask-text'
import { plainFilters, seesCallers } from '../masking/sees-callers'

/** A state of the log that was given a name. */
export type SavedView = { id: string; name: string; query: string; savedBy: string }

/** What the log's address says without naming anybody; it calls some things otherwise than the API does. */
const plainNames: ReadonlySet<string> = new Set([...plainFilters, 'number', 'flow', 'columns'])

/** The workspace's views by name: everybody's. Those that look for a caller's data are not told to whoever may not see it. */
export async function listViews(context: Context): Promise<SavedView[]> {
  const { deps, workspaceId } = context
  const views = await deps.db.savedView.findMany({
    where: { workspaceId },
    select: { id: true, name: true, query: true, savedBy: true },
    orderBy: { name: 'asc' },
  })
  if (seesCallers(context)) return views
  return views
    .filter(({ query }) => [...new URLSearchParams(query).keys()].every((name) => plainNames.has(name)))
    .map((view) => ({ ...view, name: maskText(view.name, new Set()) }))
}
