import { Button } from '@patchbay/ui/button'
import { EmptyState } from '@patchbay/ui/empty-state'
import { Pill } from '@patchbay/ui/pill'
import { Select } from '@patchbay/ui/select'
import { Skeleton } from '@patchbay/ui/skeleton'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { PhoneCall, PhoneOutgoing } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { Failure } from '../../app/failure'
import { PageHeader } from '../../app/page-header'
import { writeNumber } from '../../app/phone-number'
import { trpc } from '../../app/trpc'
import { useHandset } from '../phone/handset-store'
import { CallDetail } from './call-detail'
import { CallsTable } from './calls-table'
import { PlaceCallDialog } from './place-call-dialog'
import { type CallsFilter, useLiveCalls } from './use-live-calls'

const all = 'all'

/** All calls, the newest first and live; the selected one beside them (in their stead on a small screen). */
export function CallsPage({ selected }: { selected: string | null }) {
  const [, go] = useLocation()
  const [search, setSearch] = useSearchParams()
  const [placing, setPlacing] = useState(false)
  const scroller = useRef<HTMLDivElement>(null)
  const flows = useQuery(trpc.flows.list.queryOptions({}))
  const numbers = useQuery(trpc.numbers.list.queryOptions())
  const flowId = search.get('flow')
  const numberId = search.get('number')
  const filter = useMemo<CallsFilter>(
    () => ({ ...(flowId ? { flowId } : {}), ...(numberId ? { numberId } : {}) }),
    [flowId, numberId],
  )
  const number = numbers.data?.find((candidate) => candidate.id === numberId)
  const live = useLiveCalls(
    filter,
    (row) => (!flowId || row.flowId === flowId) && (!numberId || row.called === number?.e164),
  )
  const list = useInfiniteQuery(
    trpc.calls.list.infiniteQueryOptions(filter, { getNextPageParam: (page) => page.next ?? undefined }),
  )
  const calls = useMemo(() => list.data?.pages.flatMap((page) => page.calls) ?? [], [list.data])
  const onTheLine = calls.filter((call) => call.phase !== 'over').length
  const narrow = (name: 'flow' | 'number', value: string) =>
    setSearch((before) => {
      const next = new URLSearchParams(before)
      if (value === all) next.delete(name)
      else next.set(name, value)
      return next
    })
  const open = (id: string | null) => go(`/calls${id === null ? '' : `/${id}`}${search.size > 0 ? `?${search}` : ''}`)
  return (
    <div className="flex h-full flex-col">
      <PageHeader
        title="Calls"
        actions={
          <Button icon={PhoneOutgoing} onClick={() => setPlacing(true)}>
            Place a call
          </Button>
        }
      >
        <Pill dot={live ? 'live' : 'warn'} className="max-sm:hidden">
          {live ? (onTheLine === 0 ? 'Live · nobody on the line' : `Live · ${onTheLine} on the line`) : 'Connecting…'}
        </Pill>
        <div className="flex gap-2 max-sm:order-last max-sm:w-full">
          <Select
            aria-label="Number"
            className="sm:w-44"
            value={numberId ?? all}
            onChange={(value) => narrow('number', value)}
            options={[
              { value: all, label: 'All numbers' },
              ...(numbers.data ?? []).map(({ id, e164, label }) => ({ value: id, label: label || writeNumber(e164) })),
            ]}
          />
          <Select
            aria-label="Flow"
            className="sm:w-44"
            value={flowId ?? all}
            onChange={(value) => narrow('flow', value)}
            options={[
              { value: all, label: 'All flows' },
              ...(flows.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        </div>
      </PageHeader>
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_auto]">
        <div ref={scroller} className={clsx('min-h-0 overflow-y-auto p-4 sm:p-5', selected && 'max-lg:hidden')}>
          {list.isPending ? <Skeleton className="h-64 rounded-card" /> : null}
          {list.isError ? <Failure error={list.error} retry={() => void list.refetch()} /> : null}
          {list.isSuccess && calls.length === 0 ? <NoCalls filtered={search.size > 0} /> : null}
          {calls.length > 0 ? (
            <CallsTable
              calls={calls}
              selected={selected}
              onSelect={open}
              scroller={scroller}
              more={list.hasNextPage ? { fetch: () => void list.fetchNextPage(), busy: list.isFetchingNextPage } : null}
            />
          ) : null}
        </div>
        {selected ? <CallDetail key={selected} id={selected} onClose={() => open(null)} /> : null}
      </div>
      <PlaceCallDialog open={placing} onOpenChange={setPlacing} onPlaced={open} />
    </div>
  )
}

function NoCalls({ filtered }: { filtered: boolean }) {
  const ring = useHandset((state) => state.show)
  if (filtered)
    return (
      <EmptyState icon={PhoneCall} title="No such calls yet">
        No call matches what is chosen above.
      </EmptyState>
    )
  return (
    <EmptyState
      icon={PhoneCall}
      title="No calls yet"
      actions={
        <Button variant="primary" icon={PhoneCall} onClick={() => ring()}>
          Make a test call
        </Button>
      }
    >
      Each call appears here while it rings, and every step of it as it happens. Ring one of your numbers to see it.
    </EmptyState>
  )
}
