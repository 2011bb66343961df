import { callEventSchema } from '@patchbay/flow/call'
import { deletedRecording, recordingOf } from '@patchbay/flow/recording'
import type { Context } from '../context'
import { notFound } from '../user-error'

/** Where the carrier keeps the recording that an event of a call tells of. Not found if there is none (any more). */
export async function recordingAddress(
  { deps, workspaceId }: Pick<Context, 'deps' | 'workspaceId'>,
  { callId, seq }: { callId: string; seq: number },
): Promise<string> {
  const row = await deps.db.callEvent.findFirst({ where: { callId, seq, workspaceId }, select: { event: true } })
  const event = callEventSchema.safeParse(row?.event)
  const address = event.success ? recordingOf(event.data) : null
  if (address === null || address === deletedRecording) throw notFound('recording')
  return address
}
