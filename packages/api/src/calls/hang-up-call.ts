import type { Context } from '../context'
import { notFound, UserError } from '../user-error'

/** Has the carrier end a call, in the middle of whatever runs. The call's log says whose wish it was. */
export async function hangUpCall({ deps, workspaceId, person }: Context, id: string): Promise<void> {
  const asked = await deps.engine.hangUp({ workspaceId, callId: id, by: person })
  if (asked === 'unknown') throw notFound('call')
  if (asked === 'over')
    throw new UserError('PRECONDITION_FAILED', 'call-over', 'This call is over, or is being hung up already.')
}
