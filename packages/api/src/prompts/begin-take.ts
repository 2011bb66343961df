import type { Prisma } from '@patchbay/db/client'
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
export async function beginTake(
  { deps, workspaceId, person }: Context,
  spot: Spot,
  content: TakeContent,
): Promise<{ takeId: string }> {
  return deps.db.$transaction(async (tx) => {
    await endTake(tx, workspaceId, spot)
    const { id } = await tx.promptTake.create({
      data: { promptId: spot.id, language: spot.language, createdBy: person, ...content },
      select: { id: true },
    })
    return { takeId: id }
  })
}
