import { record } from '../audit/record'
import type { Context } from '../context'
import type { Ability } from '../roles'
import { UserError } from '../user-error'
import { createKeyText } from './key-text'

const mostKeys = 100
const dayMs = 24 * 3_600_000

/** Makes a key. `key` is told here and never again. Without `expiresInDays` it holds until somebody revokes it. */
export async function createKey(
  context: Context,
  { name, scopes: wanted, expiresInDays }: { name: string; scopes: Ability[]; expiresInDays: number | null },
): Promise<{ id: string; key: string; start: string; expiresAt: string | null }> {
  const { deps, workspaceId, person } = context
  const { text, start, hash } = createKeyText()
  const scopes = [...new Set(wanted)]
  const expiresAt = expiresInDays === null ? null : new Date(Date.now() + expiresInDays * dayMs)
  return deps.db.$transaction(async (tx) => {
    if ((await tx.apiKey.count({ where: { workspaceId } })) >= mostKeys)
      throw new UserError('PRECONDITION_FAILED', 'too-many', `There are ${mostKeys} keys already. Revoke one first.`)
    const { id } = await tx.apiKey.create({
      data: { workspaceId, name, start, hash, scopes, expiresAt, createdBy: person },
      select: { id: true },
    })
    const until = expiresAt?.toISOString() ?? null
    await record(tx, context, {
      action: 'key.create',
      subject: { id, name },
      after: { start, scopes, expiresAt: until },
    })
    return { id, key: text, start, expiresAt: until }
  })
}
