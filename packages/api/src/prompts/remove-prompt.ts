import { record } from '../audit/record'
import type { Context } from '../context'
import { whereUsed } from '../flows/where-used'
import { notFound, UserError } from '../user-error'
import { promptPlace } from './prompt-place'

/** Removes a prompt, all that was ever heard of it, and its files. Refused while a flow names it: callers would hear nothing. */
export async function removePrompt(context: Context, id: string): Promise<{ id: string }> {
  const { deps, workspaceId } = context
  const prompt = await deps.db.prompt.findFirst({ where: { id, workspaceId }, select: { key: true, name: true } })
  if (!prompt) throw notFound('prompt')
  const flows = (await whereUsed(context, promptPlace)).get(prompt.key) ?? []
  if (flows.length > 0)
    throw new UserError(
      'PRECONDITION_FAILED',
      'in-use',
      `“${prompt.name}” is used by ${flows.map(({ flowName }) => `“${flowName}”`).join(', ')}. Take it out there first, and publish.`,
      { flows },
    )
  const keys = await deps.db.$transaction(async (tx) => {
    // Locked, so that no recording comes in between that nobody would remove.
    const { count } = await tx.prompt.updateMany({ where: { id, workspaceId }, data: { updatedAt: new Date() } })
    if (count === 0) throw notFound('prompt')
    const takes = await tx.promptTake.findMany({ where: { promptId: id }, select: { storageKey: true } })
    await tx.prompt.delete({ where: { id } })
    await record(tx, context, { action: 'prompt.remove', subject: { id, name: prompt.name } })
    return new Set(takes.flatMap(({ storageKey }) => storageKey ?? []))
  })
  for (const key of keys)
    await deps.files
      .remove(key)
      .catch((error: unknown) => deps.log.warn({ key, error }, 'a removed prompt left a file behind'))
  return { id }
}
