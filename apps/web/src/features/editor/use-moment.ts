import type { FlowDocument } from '@patchbay/flow/document'
import { readDocument } from '@patchbay/flow/migrate'
import { useQuery } from '@tanstack/react-query'
import { type Outputs, trpcClient } from '../../app/trpc'
import { useFlow } from './editor-context'

export type Moment = Outputs['flows']['history'][number]

/** The draft as it is drawn now, among the moments of a flow. */
export const now = 'draft'

type Read =
  | { kind: 'waiting' }
  | { kind: 'failed'; error: unknown; retry: () => void }
  | { kind: 'read'; document: FlowDocument }

/** What a flow was at a moment, or is now. What was never changes, so it is asked for once. */
export function useMoment(id: string, moments: readonly Moment[]): Read {
  const draft = useFlow((state) => state.document)
  const moment = moments.find((candidate) => candidate.id === id)
  const query = useQuery({
    queryKey: ['moment', id],
    queryFn: async () => {
      const { document } =
        moment?.kind === 'version'
          ? await trpcClient.flows.version.query({ versionId: id })
          : await trpcClient.flows.checkpoint.query({ checkpointId: id })
      const read = readDocument(document)
      if (!read.ok) throw new Error(read.message)
      return read.document
    },
    enabled: moment !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (id === now) return { kind: 'read', document: draft }
  if (query.data) return { kind: 'read', document: query.data }
  return query.isError ? { kind: 'failed', error: query.error, retry: () => void query.refetch() } : { kind: 'waiting' }
}

/** What people call a moment. */
export function momentName(id: string, moments: readonly Moment[]): string {
  const moment = moments.find((candidate) => candidate.id === id)
  if (!moment) return 'the draft'
  return moment.kind === 'version' ? `v${moment.number}` : `the draft of revision ${moment.revision}`
}
