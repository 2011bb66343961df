import { EmptyState } from '@patchbay/ui/empty-state'
import { Select } from '@patchbay/ui/select'
import { Skeleton } from '@patchbay/ui/skeleton'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { ChartColumn, Workflow } from 'lucide-react'
import { useMemo } from 'react'
import { Link, useSearchParams } from 'wouter'
import { type CallsLink, callsLink } from '../../app/calls-link'
import { Failure } from '../../app/failure'
import { PageHeader } from '../../app/page-header'
import { periodOf, zone } from '../../app/period'
import { PeriodField } from '../../app/period-field'
import { writeNumber } from '../../app/phone-number'
import { trpc } from '../../app/trpc'
import { stay } from '../traffic/traffic-words'
import { writeValue } from './chart'
import { ChartCard } from './chart-card'
import { type CallStats, chartsOf } from './charts-of'

const all = 'all'

/** What became of the calls of a period, in charts. What they are narrowed to stands in the page's address. */
export function ChartsPage() {
  const [search, setSearch] = useSearchParams()
  const flows = useQuery(trpc.flows.list.queryOptions({}))
  const numbers = useQuery(trpc.numbers.list.queryOptions())
  const { period } = periodOf(search)
  const flow = search.get('flow')
  const number = search.get('number')
  const version = Number(search.get('version')) || null
  const versions = useQuery({ ...trpc.flows.history.queryOptions({ id: flow ?? '' }), enabled: flow !== null })
  const stats = useQuery(
    trpc.stats.calls.queryOptions(
      {
        period,
        zone,
        ...(number === null ? {} : { numberId: number }),
        ...(flow === null ? {} : { flowId: flow }),
        ...(flow === null || version === null ? {} : { version }),
      },
      { placeholderData: keepPreviousData, refetchInterval: 30_000 },
    ),
  )
  const narrowed = useMemo(
    () => ({
      ...(number === null ? {} : { number }),
      ...(flow === null ? {} : { flow }),
      ...(flow === null || version === null ? {} : { version }),
    }),
    [number, flow, version],
  )
  const charts = useMemo(() => (stats.data ? chartsOf(stats.data, narrowed) : []), [stats.data, narrowed])
  const narrow = (name: 'flow' | 'number' | 'version', value: string) =>
    setSearch((before) => {
      const next = new URLSearchParams(before)
      if (value === all) next.delete(name)
      else next.set(name, value)
      if (name === 'flow') next.delete('version')
      return next
    })
  return (
    <div className="flex min-h-full flex-col">
      <PageHeader title="Charts">
        <PeriodField />
        <div className="flex flex-wrap gap-2 max-sm:order-last max-sm:w-full max-sm:flex-nowrap">
          <Select
            aria-label="Number"
            className="sm:w-40"
            value={number ?? all}
            onChange={(value) => narrow('number', value)}
            options={[
              { value: all, label: 'All numbers' },
              ...(numbers.data ?? []).map(({ id, e164, label }) => ({ value: id, label: label || writeNumber(e164) })),
            ]}
          />
          <Select
            aria-label="Flow"
            className="sm:w-40"
            value={flow ?? all}
            onChange={(value) => narrow('flow', value)}
            options={[
              { value: all, label: 'All flows' },
              ...(flows.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
          {flow === null ? null : (
            <Select
              aria-label="Version"
              className="sm:w-32"
              value={version === null ? all : String(version)}
              onChange={(value) => narrow('version', value)}
              options={[
                { value: all, label: 'All versions' },
                ...(versions.data ?? []).flatMap((moment) =>
                  moment.kind === 'version' ? [{ value: String(moment.number), label: `v${moment.number}` }] : [],
                ),
              ]}
            />
          )}
        </div>
        {flow === null ? null : (
          <Link
            href={`/flows/${flow}/callers?${search}`}
            className="flex items-center gap-1.5 rounded-control px-2 py-1.5 font-medium text-soft hover:bg-bg hover:text-ink"
          >
            <Workflow aria-hidden size={16} />
            Where callers go
          </Link>
        )}
      </PageHeader>
      <div className="grid content-start gap-4 p-4 sm:p-5">
        {stats.isPending ? <Skeleton className="h-64 rounded-card" /> : null}
        {stats.isError ? <Failure error={stats.error} retry={() => void stats.refetch()} /> : null}
        {stats.data && stats.data.calls === 0 ? (
          <EmptyState icon={ChartColumn} title="No calls in this time">
            Calls are counted some seconds after they end. Choose a longer time, or ring one of your numbers.
          </EmptyState>
        ) : null}
        {stats.data && stats.data.calls > 0 ? (
          <>
            <Totals stats={stats.data} narrowed={narrowed} />
            <div className="grid gap-4 lg:grid-cols-2 [&>*:first-child]:lg:col-span-2">
              {charts.map((chart) => (
                <ChartCard key={chart.id} chart={chart} />
              ))}
            </div>
            <p className="text-sm text-soft">
              Calls of callers whose data was removed, and calls that are no longer kept, stay counted: the list behind
              a chart can be shorter.
            </p>
          </>
        ) : null}
      </div>
    </div>
  )
}

function Totals({ stats, narrowed }: { stats: CallStats; narrowed: CallsLink }) {
  const to = (more: CallsLink = {}) => callsLink({ from: stats.from, to: stats.to, ...narrowed, ...more })
  const part = (n: number) => ` · ${Math.round((100 * n) / stats.calls)}%`
  return (
    <dl className="flex flex-wrap gap-x-8 gap-y-2 tabular-nums">
      <Total name="Calls">
        <Link href={to()} className="underline">
          {writeValue({}, stats.calls)}
        </Link>
      </Total>
      <Total name="Half last longer than">{stay(stats.medianMs)}</Total>
      <Total name="Callers who hung up">
        <Link href={to({ outcome: 'caller-hung-up' })} className="underline">
          {writeValue({}, stats.outcomes['caller-hung-up'])}
        </Link>
        <span className="text-soft">{part(stats.outcomes['caller-hung-up'])}</span>
      </Total>
      <Total name="Broken">
        <Link href={to({ outcome: 'broken' })} className={clsx('underline', stats.outcomes.broken > 0 && 'text-bad')}>
          {writeValue({}, stats.outcomes.broken)}
        </Link>
      </Total>
      {stats.costs.map(({ currency, debit, minutes }) => (
        <Total key={currency} name={`Cost of ${writeValue({}, minutes)} min`}>
          {writeValue({ currency }, debit)}
        </Total>
      ))}
    </dl>
  )
}

function Total({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-xs text-soft">{name}</dt>
      <dd className="text-xl font-semibold">{children}</dd>
    </div>
  )
}
