import type { Context } from '../context'
import { whereUsed } from '../flows/where-used'
import { notFound } from '../user-error'
import type { PromptItem } from './list-prompts'
import { promptPlace } from './prompt-place'
import { takeItem } from './take-item'

/** One prompt as it is heard now. `pastLanguages` are those in which nothing is heard any more, but something was. */
export async function getPrompt(context: Context, id: string): Promise<PromptItem & { pastLanguages: string[] }> {
  const { deps, workspaceId } = context
  const prompt = await deps.db.prompt.findFirst({
    where: { id, workspaceId },
    include: { takes: { where: { supersededAt: null }, orderBy: { language: 'asc' } } },
  })
  if (!prompt) throw notFound('prompt')
  const [spoken, used] = await Promise.all([
    deps.db.promptTake.findMany({ where: { promptId: id }, distinct: ['language'], orderBy: { language: 'asc' } }),
    whereUsed(context, promptPlace),
  ])
  const now = new Set(prompt.takes.map(({ language }) => language))
  return {
    id,
    key: prompt.key,
    name: prompt.name,
    takes: prompt.takes.map(takeItem),
    updatedAt: prompt.updatedAt.toISOString(),
    usedIn: used.get(prompt.key) ?? [],
    pastLanguages: spoken.map(({ language }) => language).filter((language) => !now.has(language)),
  }
}
