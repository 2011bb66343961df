import { Bookmark, Columns3, ListFilter } from 'lucide-react'
import { useCallback, useState } from 'react'
import { useMay } from '../../app/session'
import type { ColumnName } from './call-columns'
import type { AskedCalls } from './call-filters'
import { type CallFilters, type FilterName, filterNames, withFilter } from './call-filters'
import { CallersHidden } from './callers-hidden'
import { ColumnsPanel } from './columns-panel'
import { ExportButton } from './export-button'
import { FilterChips, type Named } from './filter-chips'
import { FilterFields } from './filter-fields'
import { NameViewDialog } from './name-view-dialog'
import { PanelButton } from './panel-button'
import { SearchBox } from './search-box'
import { type SavedView, ViewsPanel } from './views-panel'

export type FilterBarProps = {
  search: URLSearchParams
  setSearch: (next: URLSearchParams) => void
  filters: CallFilters
  asked: AskedCalls
  named: Named
  columns: { shown: readonly ColumnName[]; choose: (names: readonly ColumnName[]) => void }
}

/** What narrows the list down, which columns it has, the views that were kept, and the way out as a file. */
export function FilterBar({ search, setSearch, filters, asked, named, columns }: FilterBarProps) {
  const sees = useMay('callers')
  const [naming, setNaming] = useState<{ view: SavedView | null } | null>(null)
  const change = useCallback(
    (changes: { [name in FilterName]?: string | undefined }) => setSearch(withFilter(search, changes)),
    [search, setSearch],
  )
  const look = useCallback((q: string) => change({ q }), [change])
  const set = filterNames.filter((name) => filters[name] !== undefined)
  const count = set.filter((name) => name !== 'q').length
  return (
    <search aria-label="Calls" className="grid gap-2 border-b border-line bg-panel px-4 py-2 sm:px-5">
      <div className="flex flex-wrap items-center gap-2">
        {sees ? <SearchBox value={filters.q ?? ''} onChange={look} /> : null}
        <PanelButton
          label="Filters"
          icon={ListFilter}
          aside={count > 0 ? <span className="text-soft tabular-nums">{count}</span> : null}
        >
          {() => <FilterFields filters={filters} named={named} onChange={change} />}
        </PanelButton>
        <PanelButton label="Views" icon={Bookmark}>
          {(close) => (
            <ViewsPanel
              query={search.toString()}
              onOpen={close}
              onName={(view) => {
                close()
                setNaming({ view })
              }}
            />
          )}
        </PanelButton>
        <PanelButton label="Columns" icon={Columns3} className="max-md:hidden">
          {() => <ColumnsPanel shown={columns.shown} onChoose={columns.choose} />}
        </PanelButton>
        {sees ? (
          <div className="sm:ml-auto">
            <ExportButton asked={asked} />
          </div>
        ) : (
          <CallersHidden className="min-w-0 max-sm:basis-full" />
        )}
      </div>
      <FilterChips
        filters={filters}
        named={named}
        onRemove={(name) => change({ [name]: undefined })}
        onClear={() => change(Object.fromEntries(filterNames.map((name) => [name, undefined])))}
      />
      {naming ? <NameViewDialog view={naming.view} query={search.toString()} onClose={() => setNaming(null)} /> : null}
    </search>
  )
}
