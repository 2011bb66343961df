import { documentSchema, type FlowDocument } from '@patchbay/flow/document'
import { TRPCClientError } from '@trpc/client'
import { z } from 'zod'
import { isUnreachable, sentenceOf, trpcClient } from '../../app/trpc'
import type { SaveResult } from './autosave'

const stale = z.object({
  userCode: z.literal('stale-revision'),
  details: z.object({
    revision: z.number().int(),
    document: documentSchema,
    updatedAt: z.string(),
    savedBy: z.string(),
  }),
})

/** Sends a draft to the server. Never throws: what went wrong is a result. */
export async function saveDraft(id: string, revision: number, document: FlowDocument): Promise<SaveResult> {
  try {
    const saved = await trpcClient.flows.save.mutate({ id, revision, document })
    return { kind: 'saved', ...saved }
  } catch (error) {
    const newer = stale.safeParse(error instanceof TRPCClientError ? error.data : null)
    if (newer.success) return { kind: 'stale', theirs: newer.data.details }
    return { kind: isUnreachable(error) ? 'offline' : 'failed', message: sentenceOf(error) }
  }
}
