import { callSchema } from '@patchbay/flow/call'
import { z } from 'zod'

/** A call as the engine needs it between two steps. `seq` is the number of its last event. */
export const callRecordSchema = z
  .object({
    id: z.string(),
    workspace_id: z.string(),
    version_id: z.string(),
    token: z.string(),
    session: z.string().nullable(),
    state: callSchema,
    last_seq: z.number(),
  })
  .transform((row) => ({
    id: row.id,
    workspaceId: row.workspace_id,
    versionId: row.version_id,
    token: row.token,
    session: row.session,
    state: row.state,
    seq: row.last_seq,
  }))

export type CallRecord = z.output<typeof callRecordSchema>

/** A number that notifications came for, with the call that their session belongs to, if it has begun. */
export type NumberRecord = {
  id: string
  workspaceId: string
  versionId: string | null
  call: CallRecord | null
}
