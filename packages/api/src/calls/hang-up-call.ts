import { record } from '../audit/record'
import type { Context } from '../context'
import { notFound, UserError } from '../user-error'

/** Has the carrier end a call, in the middle of whatever runs. The call's log says whose wish it was. */
export async function hangUpCall(context: Context, id: string): Promise<void> {
  const { deps, workspaceId, person } = context
  const asked = await deps.engine.hangUp({ workspaceId, callId: id, by: person })
  if (asked === 'unknown') throw notFound('call')
  if (asked === 'over')
    throw new UserError('PRECONDITION_FAILED', 'call-over', 'This call is over, or is being hung up already.')
  const call = await deps.db.call.findFirst({
    where: { id, workspaceId },
    select: { version: { select: { flow: { select: { name: true } } } } },
  })
  await record(deps.db, context, { action: 'call.hang-up', subject: { id, name: call?.version.flow.name ?? '' } })
}
