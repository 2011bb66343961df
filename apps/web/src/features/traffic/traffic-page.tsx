import { Button } from '@patchbay/ui/button'
import { EmptyState } from '@patchbay/ui/empty-state'
import { Skeleton } from '@patchbay/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { ArrowLeft, ChartColumn, Columns2, Table2, Workflow, X } from 'lucide-react'
import { Link, useSearchParams } from 'wouter'
import { Failure } from '../../app/failure'
import { PageHeader } from '../../app/page-header'
import { periodOf } from '../../app/period'
import { PeriodField } from '../../app/period-field'
import { trpc } from '../../app/trpc'
import { useNarrow } from '../editor/use-narrow'
import { TrafficSide } from './traffic-side'

/** Where callers go: a version's canvas with the calls of a period on it, and another version beside it. */
export function TrafficPage({ flowId }: { flowId: string }) {
  const [search, setSearch] = useSearchParams()
  const narrow = useNarrow()
  const flow = useQuery(trpc.flows.get.queryOptions({ id: flowId }))
  const history = useQuery(trpc.flows.history.queryOptions({ id: flowId }))
  const versions = (history.data ?? []).flatMap((moment) => (moment.kind === 'version' ? [moment] : []))
  const { period } = periodOf(search)
  const wanted = search.get('version')
  const shown =
    versions.find(({ number }) => String(number) === wanted) ??
    versions.find(({ numbers }) => numbers.length > 0) ??
    versions[0]
  const beside = versions.find(({ number }) => String(number) === search.get('beside'))
  const other = versions.find(({ id }) => id !== shown?.id)
  // A phone's screen is too small to read a whole flow on.
  const look = (search.get('look') ?? (narrow ? 'table' : 'picture')) === 'table' ? 'table' : 'picture'
  const set = (name: string, value: string | null) =>
    setSearch((before) => {
      const next = new URLSearchParams(before)
      if (value === null) next.delete(name)
      else next.set(name, value)
      return next
    })
  const numberOf = (id: string) => String(versions.find((version) => version.id === id)?.number ?? '')
  const failed = [flow, history].find(({ isError }) => isError)
  const side = {
    flowId,
    versions,
    period,
    look,
    chosen: search.get('block'),
    onChoose: (block: string | null) => set('block', block),
    onLook: (block: string) =>
      setSearch((before) => {
        const next = new URLSearchParams(before)
        next.set('look', 'picture')
        next.set('block', block)
        return next
      }),
  } as const
  return (
    <div className="flex h-full flex-col">
      <PageHeader
        title="Where callers go"
        actions={
          <>
            <Button
              icon={look === 'table' ? Workflow : Table2}
              onClick={() => set('look', look === 'table' ? 'picture' : 'table')}
            >
              {look === 'table' ? 'As a picture' : 'As a table'}
            </Button>
            {beside ? (
              <Button icon={X} onClick={() => set('beside', null)}>
                One version
              </Button>
            ) : other ? (
              <Button icon={Columns2} onClick={() => set('beside', String(other.number))}>
                Beside another
              </Button>
            ) : null}
          </>
        }
      >
        <Link
          href={`/flows/${flowId}`}
          className="flex items-center gap-1 text-soft hover:text-ink"
          aria-label={`Back to ${flow.data?.name ?? 'the flow'}`}
        >
          <ArrowLeft aria-hidden size={15} />
          {flow.data?.name ?? '…'}
        </Link>
        <PeriodField />
      </PageHeader>
      {failed ? (
        <div className="p-4">
          <Failure error={failed.error} retry={() => void failed.refetch()} />
        </div>
      ) : null}
      {history.isPending ? <Skeleton className="m-4 h-64" /> : null}
      {history.data && !shown ? (
        <EmptyState icon={ChartColumn} title="Nobody can have called it yet">
          This flow was never published. Publish it on a number; then the ways that its callers take are shown here.
        </EmptyState>
      ) : null}
      {shown ? (
        <div
          className={
            beside
              ? 'grid min-h-0 flex-1 grid-cols-2 divide-x divide-line max-lg:grid-cols-1 max-lg:divide-x-0'
              : 'grid min-h-0 flex-1'
          }
        >
          <TrafficSide {...side} versionId={shown.id} onVersion={(id) => set('version', numberOf(id))} />
          {beside ? (
            <TrafficSide {...side} versionId={beside.id} onVersion={(id) => set('beside', numberOf(id))} />
          ) : null}
        </div>
      ) : null}
    </div>
  )
}
