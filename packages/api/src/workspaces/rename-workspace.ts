import { record } from '../audit/record'
import type { Context } from '../context'

/** Calls the workspace something else; its addresses stay as they are. */
export async function renameWorkspace(context: Context, name: string): Promise<void> {
  const { deps, workspaceId } = context
  await deps.db.$transaction(async (tx) => {
    const before = await tx.workspace.findFirstOrThrow({ where: { id: workspaceId }, select: { name: true } })
    if (before.name === name) return
    await tx.workspace.updateMany({ where: { id: workspaceId }, data: { name } })
    await record(tx, context, {
      action: 'settings.change',
      subject: { id: workspaceId, name },
      before: { name: before.name },
      after: { name },
    })
  })
}
