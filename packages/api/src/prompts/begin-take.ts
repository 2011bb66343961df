import type { Prisma } from '@patchbay/db/client'
import { record } from '../audit/record'
import type { Context } from '../context'
import { notFound } from '../user-error'

export type Spot = { id: string; language: string }

/** What a take holds, without whose and when. */
export type TakeContent = Pick<
  Prisma.PromptTakeUncheckedCreateInput,
  'kind' | 'text' | 'gender' | 'storageKey' | 'mime' | 'bytes' | 'milliseconds' | 'token'
>

/**
 * Ends what is heard of a prompt in a language; gives how many takes that were: one or none. From here on the prompt is locked: of two changes at
 * once, the later one counts.
 */
export async function endTake(
  tx: Prisma.TransactionClient,
  workspaceId: string,
  { id, language }: Spot,
): Promise<number> {
  const now = new Date()
  const { count } = await tx.prompt.updateMany({ where: { id, workspaceId }, data: { updatedAt: now } })
  if (count === 0) throw notFound('prompt')
  const ended = await tx.promptTake.updateMany({
    where: { promptId: id, language, supersededAt: null },
    data: { supersededAt: now },
  })
  return ended.count
}

/** Has this heard from now on. What was heard before stays in the history, and calls under way go on playing it. */
export async function beginTake(context: Context, spot: Spot, content: TakeContent): Promise<{ takeId: string }> {
  const { deps, workspaceId, person } = context
  return deps.db.$transaction(async (tx) => {
    const before = await heardNow(tx, spot)
    await endTake(tx, workspaceId, spot)
    const { id } = await tx.promptTake.create({
      data: { promptId: spot.id, language: spot.language, createdBy: person, ...content },
      select: { id: true },
    })
    await noteHeard(tx, context, spot, { before, after: heardOf(content) })
    return { takeId: id }
  })
}

type Heard = { text: string } | { recording: number } | null

/** What is heard in the trail's words: a text, or a recording's length in milliseconds. */
function heardOf({ text, milliseconds }: Pick<TakeContent, 'text' | 'milliseconds'>): Heard {
  return typeof text === 'string' ? { text } : { recording: milliseconds ?? 0 }
}

/** What is heard of a prompt in a language; null: nothing. Asked for before it is ended. */
export async function heardNow(tx: Prisma.TransactionClient, { id, language }: Spot): Promise<Heard> {
  const take = await tx.promptTake.findFirst({ where: { promptId: id, language, supersededAt: null } })
  return take && heardOf(take)
}

/** Writes down that something else is heard of a prompt. */
export async function noteHeard(
  tx: Prisma.TransactionClient,
  context: Context,
  { id, language }: Spot,
  { before, after }: { before: Heard; after: Heard },
): Promise<void> {
  const { name } = await tx.prompt.findUniqueOrThrow({ where: { id }, select: { name: true } })
  const [was, is] = [{ [language]: before }, { [language]: after }]
  await record(tx, context, { action: 'prompt.change', subject: { id, name }, before: was, after: is })
}
