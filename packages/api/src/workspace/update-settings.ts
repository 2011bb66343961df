import type { Context } from '../context'
import type { WorkspaceSettings } from './read-settings'

/**
 * Settles how long calls are kept (days, null is for ever) and how many may be under way at once. The limit holds from the
 * next call on; calls under way stay, however many they are.
 */
export function updateSettings(
  { deps, workspaceId }: Context,
  { keepDays, mostCalls }: { keepDays: number | null; mostCalls: number },
): Promise<WorkspaceSettings> {
  return deps.db.workspace.update({
    where: { id: workspaceId },
    data: { keepDays, mostCalls },
    select: { name: true, keepDays: true, mostCalls: true },
  })
}
