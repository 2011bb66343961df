import type { Context } from '../context'
import type { WorkspaceSettings } from './read-settings'

/**
 * Settles how long calls are kept (days, null is for ever), how long the addresses of their recordings are known (null is as
 * long as the call), and how many calls may be under way at once. What is left out stays. The limit holds from the
 * next call on; calls under way stay, however many they are.
 */
export function updateSettings(
  { deps, workspaceId }: Context,
  {
    recordingKeepDays,
    ...settings
  }: { keepDays: number | null; mostCalls: number; recordingKeepDays?: number | null | undefined },
): Promise<WorkspaceSettings> {
  return deps.db.workspace.update({
    where: { id: workspaceId },
    data: { ...settings, ...(recordingKeepDays === undefined ? {} : { recordingKeepDays }) },
    select: { name: true, keepDays: true, mostCalls: true, recordingKeepDays: true },
  })
}
