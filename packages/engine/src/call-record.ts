import { callSchema } from '@patchbay/flow/call'
import { z } from 'zod'

/** What became of the newest request: it has not left, it may have, or the carrier took it; null: nothing was asked. */
export const delivery = z.enum(['waiting', 'sending', 'sent']).nullable()
export type Delivery = z.infer<typeof delivery>

/** A call as the engine needs it between two steps. `seq` is the number of its last event. */
export const callRecordSchema = z
  .object({
    id: z.string(),
    workspace_id: z.string(),
    version_id: z.string(),
    account_id: z.string().nullable(),
    token: z.string(),
    session: z.string().nullable(),
    txn_ref: z.string().nullable(),
    state: callSchema,
    last_seq: z.number(),
    delivery,
    holder: z.string().nullable(),
    updated_at: z.date(),
    billed: z.boolean(),
  })
  .transform((row) => ({
    id: row.id,
    workspaceId: row.workspace_id,
    versionId: row.version_id,
    /** The carrier account that it runs on; null: there is none. */
    accountId: row.account_id,
    token: row.token,
    session: row.session,
    txnRef: row.txn_ref,
    state: row.state,
    seq: row.last_seq,
    delivery: row.delivery,
    holder: row.holder,
    /** When its last step was taken. */
    movedAt: row.updated_at,
    billed: row.billed,
  }))

export type CallRecord = z.output<typeof callRecordSchema>
