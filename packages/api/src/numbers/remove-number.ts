import { record } from '../audit/record'
import { callsNowByNumber } from '../calls/calls-now'
import type { Context } from '../context'
import { UserError } from '../user-error'
import { findNumber } from './find-number'
import { forwardNumbers, putForwardingBack } from './forwarding'

/**
 * Takes a number out of Patchbay: nothing answers it here any more, and the carrier sends its calls where it did before. Its calls
 * stay in the log. Refused while calls are under way on it, and where the carrier did not take that, unless it shall go `anyway`.
 */
export async function removeNumber(
  context: Context,
  { numberId, anyway }: { numberId: string; anyway: boolean },
): Promise<{ e164: string }> {
  const { deps, workspaceId } = context
  const number = await findNumber(context, numberId)
  await refuseWhileCalled(context, number)
  const fault = (await putForwardingBack(context, number.accountId, [number])).get(number.e164)
  if (fault !== undefined && !anyway)
    throw new UserError(
      'BAD_GATEWAY',
      'forwarding',
      `The carrier did not take its forwarding back, so calls to ${number.e164} would still come here and be heard ringing. ${fault}`,
    )
  const removed = await deps.db.$transaction(async (tx) => {
    const count = await tx.$executeRaw`
    UPDATE phone_number SET removed_at = now(), version_id = NULL, emergency_on = false, forwarding_before = NULL
    WHERE id = ${numberId}::uuid AND workspace_id = ${workspaceId}::uuid AND removed_at IS NULL
      AND NOT EXISTS (SELECT FROM call c WHERE c.workspace_id = ${workspaceId}::uuid AND c.open AND c.phase <> 'over'
        AND c.number_id = ${numberId}::uuid)`
    if (count > 0) await record(tx, context, { action: 'number.remove', subject: { id: numberId, name: number.e164 } })
    return count
  })
  deps.engine.numberChanged()
  if (removed === 0) {
    // Somebody rang in just this moment.
    if (fault === undefined && number.versionId !== null) await forwardNumbers(context, [number])
    await refuseWhileCalled(context, number)
  }
  return { e164: number.e164 }
}

async function refuseWhileCalled(context: Context, { id, e164 }: { id: string; e164: string }): Promise<void> {
  const calls = (await callsNowByNumber(context)).get(id) ?? 0
  if (calls > 0)
    throw new UserError(
      'PRECONDITION_FAILED',
      'calls-under-way',
      `${calls === 1 ? 'A call is' : `${calls} calls are`} under way on ${e164}. Remove it when ${calls === 1 ? 'it is' : 'they are'} over, or hang up first.`,
    )
}
