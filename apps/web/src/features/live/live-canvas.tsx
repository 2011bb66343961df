import { readDocument } from '@patchbay/flow/migrate'
import { Skeleton } from '@patchbay/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { memo, useMemo } from 'react'
import { useStore } from 'zustand'
import { Failure } from '../../app/failure'
import { type Outputs, trpcClient } from '../../app/trpc'
import { FlowPicture, type Marks } from '../editor/flow-picture'
import { DotsLayer } from './dots-layer'
import { litPath } from './lit-path'
import type { NowStore } from './now-store'

const noMarks: Marks = new Map()

export type LiveCanvasProps = {
  versionId: string
  label: string
  now: NowStore
  /** The call that is followed, if it is on this version. */
  followed: Outputs['calls']['get'] | null
  onFollow: (id: string) => void
}

/** A version as it is drawn, with the calls that are on it. */
export const LiveCanvas = memo(({ versionId, label, now, followed, onFollow }: LiveCanvasProps) => {
  // What is published never changes.
  const version = useQuery({
    queryKey: ['published', versionId],
    queryFn: async () => {
      const read = readDocument((await trpcClient.flows.version.query({ versionId })).document)
      if (!read.ok) throw new Error(read.message)
      return read.document
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
  const versions = useMemo(() => new Set([versionId]), [versionId])
  const document = version.data
  const id = followed?.call.id ?? null
  const here = useStore(now, ({ byId }) => byId.get(id ?? '')?.call.at ?? null)
  const before = useStore(now, ({ byId }) => byId.get(id ?? '')?.trail.at(-2) ?? null)
  const events = followed?.events
  const marks = useMemo(
    () => (document && events ? litPath(document, events, here) : noMarks),
    [document, events, here],
  )
  if (version.isError)
    return (
      <div className="p-4">
        <Failure error={version.error} retry={() => void version.refetch()} />
      </div>
    )
  if (!document) return <Skeleton className="m-4 h-40" />
  return (
    <FlowPicture key={versionId} document={document} marks={marks} label={label} here={here} before={before}>
      <DotsLayer document={document} versions={versions} now={now} followed={id} onFollow={onFollow} />
    </FlowPicture>
  )
})
