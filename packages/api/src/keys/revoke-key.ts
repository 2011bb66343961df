import { record } from '../audit/record'
import type { Context } from '../context'
import { notFound } from '../user-error'

/** Ends a key at once and for good: the next request with it is refused. */
export async function revokeKey(context: Context, id: string): Promise<{ id: string }> {
  const { deps, workspaceId } = context
  return deps.db.$transaction(async (tx) => {
    const key = await tx.apiKey.findFirst({ where: { id, workspaceId }, select: { name: true, start: true } })
    const { count } = await tx.apiKey.deleteMany({ where: { id, workspaceId } })
    if (!key || count === 0) throw notFound('key')
    await record(tx, context, { action: 'key.revoke', subject: { id, name: key.name }, before: { start: key.start } })
    return { id }
  })
}
