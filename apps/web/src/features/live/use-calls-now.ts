import { useSubscription } from '@trpc/tanstack-react-query'
import { useEffect, useRef, useState } from 'react'
import { trpc } from '../../app/trpc'
import { usePageShown } from '../../app/use-page-shown'
import { createNowStore, type NowStore } from './now-store'

/**
 * The calls under way, as they change. A hidden page lets its line go, and catches up from where it was when it is seen
 * again. `live`: the line stands.
 */
export function useCallsNow(): { now: NowStore; live: boolean } {
  const shown = usePageShown()
  const [{ now, take }] = useState(createNowStore)
  const last = useRef<string | null>(null)
  const [from, setFrom] = useState<string | null>(null)
  useEffect(() => {
    if (!shown) setFrom(last.current)
  }, [shown])
  const { status } = useSubscription(
    trpc.live.onNow.subscriptionOptions(
      { lastEventId: from },
      {
        enabled: shown,
        onData: ({ id, data }) => {
          last.current = id
          take(data)
        },
      },
    ),
  )
  return { now, live: status === 'pending' }
}
