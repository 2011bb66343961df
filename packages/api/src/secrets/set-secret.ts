import { aboutSecret } from '@patchbay/engine/secrets/cipher'
import { record } from '../audit/record'
import type { Context } from '../context'
import { UserError } from '../user-error'

const mostSecrets = 200

/** Keeps a secret under a key, in place of the one that it had. Requests use it from now on. */
export async function setSecret(
  context: Context,
  { key, value }: { key: string; value: string },
): Promise<{ key: string }> {
  const { deps, workspaceId } = context
  const others = await deps.db.secret.count({ where: { workspaceId, NOT: { key } } })
  if (others >= mostSecrets)
    throw new UserError(
      'PRECONDITION_FAILED',
      'too-many',
      `There are ${mostSecrets} secrets already. Remove one first.`,
    )
  const ciphertext = new Uint8Array(deps.cipher.encrypt(value, aboutSecret(workspaceId, key)))
  return deps.db.$transaction(async (tx) => {
    const before = await tx.secret.findFirst({ where: { workspaceId, key }, select: { updatedAt: true } })
    const kept = await tx.secret.upsert({
      where: { workspaceId_key: { workspaceId, key } },
      create: { workspaceId, key, ciphertext },
      update: { ciphertext, updatedAt: new Date() },
      select: { updatedAt: true },
    })
    await record(tx, context, {
      action: 'secret.set',
      subject: { id: key, name: key },
      before: { setAt: before?.updatedAt.toISOString() ?? null },
      after: { setAt: kept.updatedAt.toISOString() },
    })
    return { key }
  })
}
