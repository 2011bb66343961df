import { record } from '../audit/record'
import type { Context } from '../context'
import { whereUsed } from '../flows/where-used'
import { notFound, UserError } from '../user-error'
import { secretPlace } from './secret-place'

/** Forgets a secret for good. One that flows name stays, since their requests would fail. */
export async function removeSecret(context: Context, key: string): Promise<{ key: string }> {
  const { deps, workspaceId } = context
  const uses = (await whereUsed(context, secretPlace)).get(key) ?? []
  if (uses.length > 0)
    throw new UserError(
      'PRECONDITION_FAILED',
      'in-use',
      `“${key}” is used by ${uses.map(({ flowName }) => `“${flowName}”`).join(', ')}. Take it out there and publish, then remove it.`,
      uses,
    )
  return deps.db.$transaction(async (tx) => {
    const { count } = await tx.secret.deleteMany({ where: { workspaceId, key } })
    if (count === 0) throw notFound('secret')
    await record(tx, context, { action: 'secret.remove', subject: { id: key, name: key } })
    return { key }
  })
}
