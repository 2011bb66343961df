import { type InfiniteData, useQueryClient } from '@tanstack/react-query'
import { useSubscription } from '@trpc/tanstack-react-query'
import { useRef } from 'react'
import { type Outputs, trpc, trpcClient } from '../../app/trpc'
import { useNowAndThen } from '../../app/use-now-and-then'
import { usePageShown } from '../../app/use-page-shown'
import { belongs } from './belongs'
import type { AskedCalls } from './call-filters'

type Page = Outputs['calls']['list']
type Row = Page['calls'][number]

/** How often the server is asked whether changed calls belong, where their rows don’t tell. */
const askEvery = 2_000
const headSize = 50

/** Keeps the list, and whichever call is open, as they are now. Answers whether the live line stands. */
export function useLiveCalls(asked: AskedCalls): boolean {
  const client = useQueryClient()
  const cutOff = useRef(false)
  const listKey = trpc.calls.list.infiniteQueryKey({ filter: asked })
  const write = (rows: readonly Row[], fits: boolean | null) =>
    client.setQueryData<InfiniteData<Page, unknown>>(
      listKey,
      (data) => data && rows.reduce((list, row) => withCall(list, row, fits), data),
    )
  const askSoon = useNowAndThen(() => {
    trpcClient.calls.list.query({ filter: asked, limit: headSize }).then(
      (head) => write(head.calls, true),
      // A server that does not answer is told of by the line that is down.
      () => undefined,
    )
  }, askEvery)
  const { status } = useSubscription(
    trpc.calls.onChange.subscriptionOptions(undefined, {
      enabled: usePageShown(),
      onData: ({ data: { call } }) => {
        const fits = belongs(call, asked)
        write([call], fits)
        if (fits === null) askSoon()
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

/**
 * The list with a call brought up to date: in its place if it has one (and none any more if it no longer belongs), else at its
 * time if it is to be added and what is read so far goes back as far.
 */
function withCall(data: InfiniteData<Page, unknown>, call: Row, fits: boolean | null): InfiniteData<Page, unknown> {
  const at = data.pages.findIndex((page) => page.calls.some((row) => row.id === call.id))
  if (at >= 0)
    return withRows(data, at, (rows) =>
      fits === false ? rows.filter((row) => row.id !== call.id) : rows.map((row) => (row.id === call.id ? call : row)),
    )
  if (fits !== true) return data
  const isBefore = (row: Row) => row.startedAt <= call.startedAt
  const place = data.pages.findIndex((page) => page.calls.some(isBefore))
  if (place >= 0) return withRows(data, place, (rows) => rows.toSpliced(rows.findIndex(isBefore), 0, call))
  const last = data.pages.length - 1
  return data.pages[last]?.next === null ? withRows(data, last, (rows) => [...rows, call]) : data
}

function withRows(
  data: InfiniteData<Page, unknown>,
  at: number,
  change: (rows: Row[]) => Row[],
): InfiniteData<Page, unknown> {
  return {
    ...data,
    pages: data.pages.map((page, index) => (index === at ? { ...page, calls: change(page.calls) } : page)),
  }
}
