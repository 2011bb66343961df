import { Prisma } from '@patchbay/db/client'
import type { Context } from '../context'
import { UserError } from '../user-error'

/** Makes a prompt in which nothing is heard yet. */
export async function createPrompt(
  { deps, workspaceId }: Context,
  { key, name }: { key: string; name: string },
): Promise<{ id: string; key: string; name: string }> {
  try {
    return await deps.db.prompt.create({
      data: { workspaceId, key, name },
      select: { id: true, key: true, name: true },
    })
  } catch (error) {
    if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2002') throw error
    throw new UserError('CONFLICT', 'key-taken', `There is a prompt with the key “${key}” already. Choose another key.`)
  }
}
