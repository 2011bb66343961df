import { aboutSecret } from '@patchbay/engine/secrets/cipher'
import type { Context } from '../context'
import { UserError } from '../user-error'

const mostSecrets = 200

/** Keeps a secret under a key, in place of the one that it had. Requests use it from now on. */
export async function setSecret(
  { deps, workspaceId }: Context,
  { key, value }: { key: string; value: string },
): Promise<{ key: string }> {
  const others = await deps.db.secret.count({ where: { workspaceId, NOT: { key } } })
  if (others >= mostSecrets)
    throw new UserError(
      'PRECONDITION_FAILED',
      'too-many',
      `There are ${mostSecrets} secrets already. Remove one first.`,
    )
  const ciphertext = new Uint8Array(deps.cipher.encrypt(value, aboutSecret(workspaceId, key)))
  await deps.db.secret.upsert({
    where: { workspaceId_key: { workspaceId, key } },
    create: { workspaceId, key, ciphertext },
    update: { ciphertext, updatedAt: new Date() },
  })
  return { key }
}
