import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useState } from 'react'
import { trpc } from '../../app/trpc'
import { useNowAndThen } from '../../app/use-now-and-then'
import { usePageShown } from '../../app/use-page-shown'

/** One call and its events, kept as they happen. */
export function useLiveCall(id: string) {
  const client = useQueryClient()
  const key = trpc.calls.get.queryKey({ id })
  const query = useQuery(trpc.calls.get.queryOptions({ id }, { staleTime: 0 }))
  const last = query.data?.events.at(-1)?.seq ?? 0
  // The subscription begins where the first reading ended; later events move the data, not the subscription.
  const from = useFirst(query.isSuccess ? String(last) : null)
  const shown = usePageShown()
  const refresh = useNowAndThen(() => void client.invalidateQueries({ queryKey: key }), headMs)
  useSubscription(
    trpc.calls.onEvents.subscriptionOptions(
      { id, lastEventId: from },
      {
        enabled: from !== null && shown,
        onData: ({ data: event }) => {
          client.setQueryData(key, (open) =>
            open && !open.events.some((known) => known.seq === event.seq)
              ? { ...open, events: [...open.events, event].sort((a, b) => a.seq - b.seq) }
              : open,
          )
          refresh()
        },
      },
    ),
  )
  return query
}

/** How long what stands above the events may lag behind them: reading it reads the events again, which may be a thousand. */
const headMs = 250

/** The first value that is not null, for as long as the component lives. */
function useFirst(value: string | null): string | null {
  const [first, setFirst] = useState<string | null>(null)
  if (first === null && value !== null) setFirst(value)
  return first
}
