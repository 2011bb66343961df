import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { useLocation } from 'wouter'
import { periodOf } from '../../app/period'
import { trpc } from '../../app/trpc'
import { DotsLayer } from '../live/dots-layer'
import { useCallsNow } from '../live/use-calls-now'
import { useEditor, useFlow } from './editor-context'
import { useShownCalls } from './shown-calls'

const countEvery = 10_000
const lately = new URLSearchParams({ period: '7d' })

/**
 * The calls that are on published versions of the open flow, as dots on the blocks of the draft that have the same ids. How
 * many reached each block lately goes to its card. Only where it is drawn does the page hear of calls.
 */
export default function CallsLayer() {
  const { flowId } = useEditor()
  const document = useFlow((state) => state.document)
  const [, go] = useLocation()
  const { now } = useCallsNow()
  const history = useQuery(trpc.flows.history.queryOptions({ id: flowId }))
  const versions = useMemo(() => new Set(history.data?.map(({ id }) => id)), [history.data])
  const { period } = periodOf(lately)
  const { data } = useQuery(
    trpc.stats.flow.queryOptions(
      { flowId, period },
      // As the hour ends, its counts stand until the new ones come.
      { placeholderData: (before) => before, refetchInterval: countEvery },
    ),
  )
  useEffect(() => useShownCalls.getState().count(data ?? {}), [data])
  useEffect(() => () => useShownCalls.getState().count({}), [])
  return (
    <DotsLayer
      document={document}
      versions={versions}
      now={now}
      followed={null}
      onFollow={(id) => go(`/calls/now?call=${id}`)}
    />
  )
}
