import { Button, buttonLook } from '@patchbay/ui/button'
import { EmptyState } from '@patchbay/ui/empty-state'
import { Pill } from '@patchbay/ui/pill'
import { Skeleton } from '@patchbay/ui/skeleton'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { ChartColumn, EyeOff, PhoneCall, PhoneOutgoing, SearchX } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import { Link, useLocation, useSearchParams } from 'wouter'
import { Failure } from '../../app/failure'
import { PageHeader } from '../../app/page-header'
import { writeNumber } from '../../app/phone-number'
import { useMay } from '../../app/session'
import { trpc } from '../../app/trpc'
import { CallsNav } from '../live/calls-nav'
import { useHandset } from '../phone/handset-store'
import { CallDetail } from './call-detail'
import { askedOf, filterNames, readFilters, withFilter } from './call-filters'
import { CallsList } from './calls-list'
import { FilterBar } from './filter-bar'
import { PlaceCallDialog } from './place-call-dialog'
import { useColumns } from './use-columns'
import { useLiveCalls } from './use-live-calls'

/** The log: the calls that the address asks for, the newest first and live; the selected one beside them (in their stead on a small screen). */
export function CallsPage({ selected }: { selected: string | null }) {
  const [, go] = useLocation()
  const [search, setParams] = useSearchParams()
  const setSearch = useCallback((next: URLSearchParams) => setParams(next, { replace: true }), [setParams])
  const [placing, setPlacing] = useState(false)
  const places = useMay('run')
  const filters = useMemo(() => readFilters(search), [search])
  // A period that moves along with the clock begins where it was when it was chosen: what is being read does not go.
  const asked = useMemo(() => askedOf(filters, Date.now()), [filters])
  const columns = useColumns(search, setSearch)
  const named = useNamed()
  const live = useLiveCalls(asked)
  const list = useInfiniteQuery(
    trpc.calls.list.infiniteQueryOptions(
      { filter: asked },
      { getNextPageParam: (page) => page.next ?? undefined, placeholderData: keepPreviousData },
    ),
  )
  const calls = useMemo(() => list.data?.pages.flatMap((page) => page.calls) ?? [], [list.data])
  const onTheLine = calls.filter((call) => call.phase !== 'over').length
  const query = search.size > 0 ? `?${search}` : ''
  const open = (id: string | null) => go(`/calls${id === null ? '' : `/${id}`}${query}`)
  const showAll = () => setSearch(withFilter(search, Object.fromEntries(filterNames.map((name) => [name, undefined]))))
  const narrowed = filterNames.some((name) => filters[name] !== undefined)
  return (
    <div className="flex h-full flex-col">
      <PageHeader
        title="Calls"
        actions={
          <>
            {filters.flow === undefined ? null : (
              <Link href={`/flows/${filters.flow}/callers`} className={buttonLook()}>
                <ChartColumn aria-hidden size={16} />
                Where callers go
              </Link>
            )}
            {places ? (
              <Button icon={PhoneOutgoing} onClick={() => setPlacing(true)}>
                Place a call
              </Button>
            ) : null}
          </>
        }
      >
        <CallsNav />
        <Pill dot={live ? 'live' : 'warn'} className="max-sm:hidden">
          {live ? (onTheLine === 0 ? 'Live · nobody on the line' : `Live · ${onTheLine} on the line`) : 'Connecting…'}
        </Pill>
      </PageHeader>
      <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_auto]">
        <div className={clsx('flex min-h-0 flex-col', selected && 'max-lg:hidden')}>
          <FilterBar
            search={search}
            setSearch={setSearch}
            filters={filters}
            asked={asked}
            named={named}
            columns={columns}
          />
          <div className={clsx('flex min-h-0 flex-1 flex-col md:p-5', list.isPlaceholderData && 'opacity-60')}>
            {list.isPending ? <Skeleton className="m-4 h-64 rounded-card md:m-0" /> : null}
            {list.error?.data?.userCode === 'masked' ? (
              <Hidden why={list.error.message} onClear={showAll} />
            ) : list.isError ? (
              <Failure error={list.error} retry={() => void list.refetch()} />
            ) : null}
            {list.isSuccess && calls.length === 0 ? narrowed ? <NoSuchCalls onClear={showAll} /> : <NoCalls /> : null}
            {calls.length > 0 ? (
              <CallsList
                key={filterNames.map((name) => filters[name]).join(' ')}
                calls={calls}
                columns={columns.shown}
                selected={selected}
                onSelect={open}
                more={list.hasNextPage ? { fetch: () => void list.fetchNextPage(), busy: list.isFetching } : null}
              />
            ) : null}
          </div>
        </div>
        {selected ? <CallDetail key={selected} id={selected} onClose={() => open(null)} /> : null}
      </div>
      <PlaceCallDialog open={placing} onOpenChange={setPlacing} onPlaced={open} />
    </div>
  )
}

/** What numbers and flows are called, by their ids. */
function useNamed() {
  const flows = useQuery(trpc.flows.list.queryOptions({}))
  const numbers = useQuery(trpc.numbers.list.queryOptions())
  return useMemo(
    () => ({
      flows: new Map((flows.data ?? []).map(({ id, name }) => [id, name])),
      numbers: new Map((numbers.data ?? []).map(({ id, e164, label }) => [id, label || writeNumber(e164)])),
    }),
    [flows.data, numbers.data],
  )
}

function NoSuchCalls({ onClear }: { onClear: () => void }) {
  return (
    <EmptyState icon={SearchX} title="No such calls" actions={<Button onClick={onClear}>Show all calls</Button>}>
      No call fits everything that is chosen above. Take one thing away, or look further back. A call that fits appears
      here while it rings.
    </EmptyState>
  )
}

/** What is looked for here is not for everybody's eyes. */
function Hidden({ why, onClear }: { why: string; onClear: () => void }) {
  return (
    <EmptyState icon={EyeOff} title="Hidden from you here" actions={<Button onClick={onClear}>Show all calls</Button>}>
      {why}
    </EmptyState>
  )
}

function NoCalls() {
  const ring = useHandset((state) => state.show)
  const rings = useMay('run')
  return (
    <EmptyState
      icon={PhoneCall}
      title="No calls yet"
      actions={
        rings ? (
          <Button variant="primary" icon={PhoneCall} onClick={() => ring()}>
            Make a test call
          </Button>
        ) : null
      }
    >
      Each call appears here while it rings, and every step of it as it happens.
      {rings ? ' Ring one of your numbers to see it.' : null}
    </EmptyState>
  )
}
