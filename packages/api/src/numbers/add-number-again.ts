import { createToken } from '@patchbay/engine/token'
import { record } from '../audit/record'
import type { Context } from '../context'
import { notFound } from '../user-error'

/** A number that was taken out of Patchbay. */
export type RemovedNumber = { id: string; e164: string; label: string; removedAt: string }

/** The numbers that were removed and can be added again, the last one first. */
export async function listRemovedNumbers({ deps, workspaceId }: Context): Promise<RemovedNumber[]> {
  const numbers = await deps.db.phoneNumber.findMany({
    where: { workspaceId, removedAt: { not: null } },
    orderBy: { removedAt: 'desc' },
    select: { id: true, e164: true, label: true, removedAt: true },
  })
  return numbers.map(({ removedAt, ...number }) => ({ ...number, removedAt: removedAt?.toISOString() ?? '' }))
}

/** Brings a removed number back, at a new address of its own. Nothing answers it until a flow is put on it. */
export async function addNumberAgain(context: Context, numberId: string): Promise<{ e164: string }> {
  const { deps, workspaceId } = context
  return deps.db.$transaction(async (tx) => {
    const [number] = await tx.phoneNumber.updateManyAndReturn({
      where: { id: numberId, workspaceId, removedAt: { not: null } },
      data: { removedAt: null, token: createToken(), forwardingBefore: null },
      select: { e164: true },
    })
    if (!number) throw notFound('number')
    await record(tx, context, { action: 'number.add', subject: { id: numberId, name: number.e164 } })
    return number
  })
}
