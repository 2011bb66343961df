import { difference } from '../audit/difference'
import { record } from '../audit/record'
import type { Context } from '../context'
import type { WorkspaceSettings } from './read-settings'

/**
 * Settles how long calls are kept (days, null is for ever), how long the addresses of their recordings are known (null is as
 * long as the call), and how many calls may be under way at once. What is left out stays. The limit holds from the
 * next call on; calls under way stay, however many they are.
 */
export async function updateSettings(
  context: Context,
  {
    recordingKeepDays,
    ...settings
  }: { keepDays: number | null; mostCalls: number; recordingKeepDays?: number | null | undefined },
): Promise<WorkspaceSettings> {
  const { deps, workspaceId } = context
  return deps.db.$transaction(async (tx) => {
    const select = { name: true, keepDays: true, mostCalls: true, recordingKeepDays: true } as const
    const before = await tx.workspace.findFirstOrThrow({ where: { id: workspaceId }, select })
    const after = await tx.workspace.update({
      where: { id: workspaceId },
      data: { ...settings, ...(recordingKeepDays === undefined ? {} : { recordingKeepDays }) },
      select,
    })
    const changed = difference(before, after)
    if (changed) await record(tx, context, { action: 'settings.change', ...changed })
    return after
  })
}
