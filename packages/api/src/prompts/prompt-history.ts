import type { Context } from '../context'
import { notFound } from '../user-error'
import { promptLimits } from './prompt-limits'
import { type TakeItem, takeItem } from './take-item'

/** What was heard of a prompt in a language, the newest first, what is heard now included; a hundred takes at most. */
export async function promptHistory(
  { deps, workspaceId }: Context,
  { id, language }: { id: string; language: string },
): Promise<TakeItem[]> {
  if (!(await deps.db.prompt.findFirst({ where: { id, workspaceId }, select: { id: true } }))) throw notFound('prompt')
  const takes = await deps.db.promptTake.findMany({
    where: { promptId: id, language },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: promptLimits.history,
  })
  return takes.map(takeItem)
}
