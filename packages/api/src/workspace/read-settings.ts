import type { Context } from '../context'

export type WorkspaceSettings = {
  name: string
  /** How many days calls stay in the log after their start; null is for ever. */
  keepDays: number | null
  /** How many calls may be under way at once; what rings past that is turned away. */
  mostCalls: number
  /** How many days the addresses of recordings are known; null is as long as their calls. */
  recordingKeepDays: number | null
}

/** What the workspace's owner has settled. */
export function readSettings({ deps, workspaceId }: Context): Promise<WorkspaceSettings> {
  return deps.db.workspace.findFirstOrThrow({
    where: { id: workspaceId },
    select: { name: true, keepDays: true, mostCalls: true, recordingKeepDays: true },
  })
}
