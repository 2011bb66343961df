import type { Context } from '../context'
import { notFound } from '../user-error'

/** Renames a prompt. Its key stays, so flows don't notice. */
export async function renamePrompt(
  { deps, workspaceId }: Context,
  { id, name }: { id: string; name: string },
): Promise<{ name: string }> {
  const data = { name, updatedAt: new Date() }
  const { count } = await deps.db.prompt.updateMany({ where: { id, workspaceId }, data })
  if (count === 0) throw notFound('prompt')
  return { name }
}
