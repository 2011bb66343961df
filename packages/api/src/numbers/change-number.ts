import type { Prisma } from '@patchbay/db/client'
import { difference } from '../audit/difference'
import { record } from '../audit/record'
import type { Context } from '../context'
import { notFound } from '../user-error'

export type NumberChange = Pick<
  Prisma.PhoneNumberUncheckedUpdateInput,
  | 'label'
  | 'busyMessage'
  | 'settings'
  | 'keepDays'
  | 'recordingKeepDays'
  | 'emergencyOn'
  | 'emergencyMessage'
  | 'emergencyInstead'
  | 'emergencyUntil'
>

/** Changes what a number says of itself, and writes down what that was before. Whoever calls it tells the engine. */
export async function changeNumber(
  context: Context,
  numberId: string,
  change: NumberChange,
  action: 'number.change' | 'number.emergency' = 'number.change',
): Promise<void> {
  const { deps, workspaceId } = context
  await deps.db.$transaction(async (tx) => {
    // Of two changes at once, the later one is told from what the earlier one left.
    await tx.$queryRaw`SELECT 1 FROM phone_number WHERE id = ${numberId}::uuid FOR UPDATE`
    const number = await tx.phoneNumber.findFirst({ where: { id: numberId, workspaceId, removedAt: null } })
    if (!number) throw notFound('number')
    const before = Object.fromEntries(Object.entries(number).filter(([name]) => name in change))
    const changed = difference(before, change)
    if (changed === null) return
    await tx.phoneNumber.update({ where: { id: numberId }, data: change })
    await record(tx, context, { action, subject: { id: numberId, name: number.e164 }, ...changed })
  })
}
