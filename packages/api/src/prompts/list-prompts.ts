import type { Context } from '../context'
import { type Use, whereUsed } from '../flows/where-used'
import { promptPlace } from './prompt-place'
import { type TakeItem, takeItem } from './take-item'

export type PromptItem = {
  id: string
  /** What flows name it by. */
  key: string
  name: string
  /** What is heard now, by language. */
  takes: TakeItem[]
  updatedAt: string
  usedIn: Use[]
}

/** The workspace's prompts, by name. */
export async function listPrompts(context: Context): Promise<PromptItem[]> {
  const { deps, workspaceId } = context
  const [prompts, used] = await Promise.all([
    deps.db.prompt.findMany({
      where: { workspaceId },
      include: { takes: { where: { supersededAt: null }, orderBy: { language: 'asc' } } },
      orderBy: [{ name: 'asc' }, { key: 'asc' }],
    }),
    whereUsed(context, promptPlace),
  ])
  return prompts.map(({ id, key, name, takes, updatedAt }) => ({
    id,
    key,
    name,
    takes: takes.map(takeItem),
    updatedAt: updatedAt.toISOString(),
    usedIn: used.get(key) ?? [],
  }))
}
