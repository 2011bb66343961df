import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useRef } from 'react'
import { type Outputs, trpc } from '../../app/trpc'

type Page = Outputs['calls']['list']
type Row = Page['calls'][number]
export type CallsFilter = { flowId?: string; numberId?: string }

/**
 * Keeps the list, and whichever call is open, as they are now. `belongs` says whether a call that is new to the list has
 * a place in it. Answers whether the live line stands.
 */
export function useLiveCalls(filter: CallsFilter, belongs: (row: Row) => boolean): boolean {
  const client = useQueryClient()
  const cutOff = useRef(false)
  const listKey = trpc.calls.list.infiniteQueryKey(filter)
  const { status } = useSubscription(
    trpc.calls.onChange.subscriptionOptions(undefined, {
      onData: ({ data: { call } }) => {
        client.setQueryData<InfiniteData<Page, unknown>>(listKey, (data) => data && withCall(data, call, belongs(call)))
        client.setQueryData(trpc.calls.get.queryKey({ id: call.id }), (open) =>
          open ? { ...open, call: { ...open.call, ...call } } : open,
        )
      },
      onConnectionStateChange: ({ state }) => {
        // What happened while the line was down is in the table.
        if (state === 'pending' && cutOff.current) void client.invalidateQueries({ queryKey: listKey })
        cutOff.current = state !== 'pending'
      },
    }),
  )
  return status === 'pending'
}

/** The list with a call brought up to date: in its place if it has one, else on top if it belongs. */
function withCall(data: InfiniteData<Page, unknown>, call: Row, belongs: boolean): InfiniteData<Page, unknown> {
  let found = false
  const pages = data.pages.map((page) => {
    const index = page.calls.findIndex((row) => row.id === call.id)
    if (index < 0) return page
    found = true
    return { ...page, calls: page.calls.with(index, call) }
  })
  const [first, ...rest] = pages
  if (found || !belongs || !first) return { ...data, pages }
  const place = first.calls.findIndex((row) => row.startedAt <= call.startedAt)
  const calls = place < 0 ? [...first.calls, call] : first.calls.toSpliced(place, 0, call)
  return { ...data, pages: [{ ...first, calls }, ...rest] }
}
