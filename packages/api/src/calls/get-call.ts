import type { Context } from '../context'
import { notFound } from '../user-error'
import { type CallEventRow, readEvents } from './call-events'
import { type CallHead, headFor, readCalls } from './call-row'

/** One call. Not found if it is another workspace's. */
export async function readCall(context: Context, id: string): Promise<CallHead> {
  const [call] = await readCalls(context, { ids: [id] })
  if (!call) throw notFound('call')
  return headFor(context, call)
}

/** One call with everything that happened to it so far. */
export async function getCall(context: Context, id: string): Promise<{ call: CallHead; events: CallEventRow[] }> {
  const call = await readCall(context, id)
  return { call, events: await readEvents(context, id, 0) }
}
