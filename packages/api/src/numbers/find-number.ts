import type { Context } from '../context'
import { notFound } from '../user-error'
import { forwardedColumns } from './forwarding'

/** A number of the workspace that was not removed. Throws where there is none. */
export async function findNumber({ deps, workspaceId }: Context, numberId: string) {
  const number = await deps.db.phoneNumber.findFirst({
    where: { id: numberId, workspaceId, removedAt: null },
    select: { ...forwardedColumns, versionId: true, forwardingBefore: true },
  })
  if (!number) throw notFound('number')
  return number
}
