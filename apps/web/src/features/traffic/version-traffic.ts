import type { FlowDocument } from '@patchbay/flow/document'
import { readDocument } from '@patchbay/flow/migrate'
import { useQuery } from '@tanstack/react-query'
import type { Period } from '../../app/period'
import { type Outputs, trpc, trpcClient } from '../../app/trpc'

export type VersionTraffic = Outputs['stats']['version']
export type BlockTraffic = VersionTraffic['blocks'][string]

/** Of a block that nobody reached. */
export const noTraffic: BlockTraffic = { times: 0, calls: 0, drops: 0, problems: 0, medianMs: null, exits: {} }

type Read =
  | { kind: 'waiting' }
  | { kind: 'failed'; error: unknown; retry: () => void }
  | { kind: 'read'; document: FlowDocument; traffic: VersionTraffic }

/** A version as it was published, and where the calls of a period went on it. Calls that end are counted some seconds later. */
export function useVersionTraffic(versionId: string, period: Period): Read {
  const version = useQuery({
    queryKey: ['moment', versionId],
    queryFn: async () => {
      const { document } = await trpcClient.flows.version.query({ versionId })
      const read = readDocument(document)
      if (!read.ok) throw new Error(read.message)
      return read.document
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
  const traffic = useQuery(
    trpc.stats.version.queryOptions(
      { versionId, period },
      {
        // Another period's counts may stand until the new ones come; another version's never.
        placeholderData: (before) => (before?.versionId === versionId ? before : undefined),
        refetchInterval: 10_000,
      },
    ),
  )
  const failed = [version, traffic].find(({ isError }) => isError)
  if (version.data && traffic.data) return { kind: 'read', document: version.data, traffic: traffic.data }
  return failed ? { kind: 'failed', error: failed.error, retry: () => void failed.refetch() } : { kind: 'waiting' }
}
