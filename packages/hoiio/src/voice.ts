import { z } from 'zod'
import { readDate, writeDate } from './date'
import type { HoiioResult } from './result'
import type { Send } from './transport'

const optional = z
  .string()
  .transform((text) => text || undefined)
  .optional()
const legStatus = z.enum(['answered', 'unanswered', 'failed', 'busy', 'ongoing'])

const recordSchema = z
  .looseObject({
    txn_ref: z.string(),
    tag: optional,
    call_status_dest1: z.union([legStatus, z.literal('')]).optional(),
    call_status_dest2: z.union([legStatus, z.literal('')]).optional(),
    date: optional,
    duration: optional,
    currency: optional,
    rate: optional,
    debit: optional,
  })
  .transform((raw) => ({
    txnRef: raw.txn_ref,
    tag: raw.tag,
    /** How the call, and the number it was transferred to, stand. */
    status: raw.call_status_dest1 || undefined,
    transferStatus: raw.call_status_dest2 || undefined,
    /** ISO 8601, UTC */
    startedAt: raw.date === undefined ? undefined : readDate(raw.date),
    /** whole minutes */
    duration: raw.duration === undefined ? undefined : Number(raw.duration),
    currency: raw.currency,
    rate: raw.rate,
    debit: raw.debit,
  }))

export type CallRecord = z.infer<typeof recordSchema>

/** What the carrier knows of calls, IVR calls too. */
export function createVoice(send: Send) {
  return {
    queryStatus: async (txnRef: string): Promise<CallRecord> =>
      (await send('voice/query_status', { txn_ref: txnRef })).read(recordSchema),
    /** 100 calls a page, from page 1. */
    getHistory: async (period: { from?: Date; to?: Date; page?: number } = {}) => {
      const result = await send('voice/get_history', {
        from: period.from && writeDate(period.from),
        to: period.to && writeDate(period.to),
        page: period.page,
      })
      const body = result.read(
        z.looseObject({ total_entries_count: z.coerce.number(), entries: z.array(recordSchema) }),
      )
      return { total: body.total_entries_count, entries: body.entries }
    },
    hangup: (txnRef: string): Promise<HoiioResult> => send('voice/hangup', { txn_ref: txnRef }),
  }
}
