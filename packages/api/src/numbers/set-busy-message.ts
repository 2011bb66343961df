import type { Context } from '../context'
import { notFound } from '../user-error'

/**
 * What a caller hears when there is no room for another call: at most 1,000 characters. Null lets the number ring out.
 * Every process follows it from the next call on.
 */
export async function setBusyMessage(
  { deps, workspaceId }: Context,
  { numberId, message }: { numberId: string; message: string | null },
): Promise<{ busyMessage: string | null }> {
  const { count } = await deps.db.phoneNumber.updateMany({
    where: { id: numberId, workspaceId, removedAt: null },
    data: { busyMessage: message },
  })
  if (count === 0) throw notFound('number')
  deps.engine.numberChanged()
  return { busyMessage: message }
}
