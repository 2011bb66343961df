import { blocks } from '@patchbay/blocks/blocks'
import { changesOf } from '@patchbay/flow/changes'
import type { FlowDocument } from '@patchbay/flow/document'
import { Skeleton } from '@patchbay/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Failure } from '../../app/failure'
import { trpc } from '../../app/trpc'
import { ChangeList } from './change-list'
import { useFlow } from './editor-context'
import type { FlowHead } from './flow-head'
import { momentName, useMoment } from './use-moment'

/** What publishing would change for callers: the draft against the version that answers now, or the newest one. */
export function SinceLive({ flow }: { flow: FlowHead }) {
  const history = useQuery(trpc.flows.history.queryOptions({ id: flow.id }))
  const moments = history.data ?? []
  const live = flow.versions.find(({ numbers }) => numbers.length > 0) ?? flow.versions[0]
  const read = useMoment(live?.id ?? '', moments)
  if (!live) return null
  const moment = moments.find(({ id }) => id === live.id)
  const calls = moment?.kind === 'version' ? moment.callsNow : 0
  return (
    <section aria-label="What is new" className="grid gap-1.5 rounded-control border border-line p-3">
      <h3 className="font-semibold">New since {momentName(live.id, moments)}</h3>
      {read.kind === 'read' ? <Changes before={read.document} /> : null}
      {read.kind === 'waiting' ? <Skeleton className="h-10" /> : null}
      {read.kind === 'failed' ? <Failure error={read.error} retry={read.retry} /> : null}
      {calls > 0 ? (
        <p className="text-soft">
          {calls === 1 ? '1 call is' : `${calls} calls are`} under way on it now, and will finish on it.
        </p>
      ) : null}
    </section>
  )
}

function Changes({ before }: { before: FlowDocument }) {
  const document = useFlow((state) => state.document)
  const changes = useMemo(() => changesOf(blocks, before, document), [before, document])
  return <ChangeList changes={changes} none="Nothing: callers will hear the same." />
}
