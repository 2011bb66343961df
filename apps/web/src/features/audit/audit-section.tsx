import { Button } from '@patchbay/ui/button'
import { Skeleton } from '@patchbay/ui/skeleton'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { useCallback, useMemo } from 'react'
import { useSearchParams } from 'wouter'
import { Failure } from '../../app/failure'
import { Section } from '../../app/section'
import { trpc } from '../../app/trpc'
import { AuditFilterBar } from './audit-filter-bar'
import { type AuditFilterName, askedEntries, readAuditFilters } from './audit-filters'
import { EntryItem } from './entry-item'

/** Who did what, when and from where. What it is narrowed to stands in the address. */
export function AuditSection() {
  const [search, setSearch] = useSearchParams()
  const filters = useMemo(() => readAuditFilters(search), [search])
  const asked = useMemo(() => askedEntries(filters), [filters])
  const trail = useInfiniteQuery(
    trpc.audit.list.infiniteQueryOptions(
      { filter: asked },
      { getNextPageParam: (page) => page.next ?? undefined, placeholderData: keepPreviousData },
    ),
  )
  const narrow = useCallback(
    (name: AuditFilterName, value: string) =>
      setSearch(
        (before) => {
          const next = new URLSearchParams(before)
          if (value === '') next.delete(name)
          else next.set(name, value)
          return next
        },
        { replace: true },
      ),
    [setSearch],
  )
  const entries = trail.data?.pages.flatMap((page) => page.entries) ?? []
  return (
    <Section
      title="Audit trail"
      lead="Who did what, when and from where. What stands here is never changed or deleted."
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <AuditFilterBar
          filters={filters}
          onChange={narrow}
          onClear={() => setSearch(new URLSearchParams(), { replace: true })}
        />
        {trail.isPending ? <Skeleton className="h-64" /> : null}
        {trail.isError ? <Failure error={trail.error} retry={() => void trail.refetch()} /> : null}
        {trail.isSuccess && entries.length === 0 ? (
          <p role="status" className="border-t border-line pt-4 text-soft">
            {Object.keys(filters).length > 0 ? 'Nothing of that kind was done.' : 'Nothing was done yet.'}
          </p>
        ) : null}
        {entries.length > 0 ? (
          <ol
            aria-label="Entries"
            className={clsx('grid divide-y divide-line border-t border-line', trail.isPlaceholderData && 'opacity-60')}
          >
            {entries.map((entry) => (
              <EntryItem key={entry.id} entry={entry} onNarrow={narrow} />
            ))}
          </ol>
        ) : null}
        {trail.hasNextPage ? (
          <Button
            className="justify-self-center"
            busy={trail.isFetchingNextPage}
            onClick={() => void trail.fetchNextPage()}
          >
            Show older entries
          </Button>
        ) : null}
      </div>
    </Section>
  )
}
