import { Button } from '@patchbay/ui/button'
import { Menu } from '@patchbay/ui/menu'
import { Select } from '@patchbay/ui/select'
import { TextInput } from '@patchbay/ui/text-input'
import { useQuery } from '@tanstack/react-query'
import { Braces, FileDown, Table2, X } from 'lucide-react'
import { SlowInput } from '../../app/slow-input'
import { trpc } from '../../app/trpc'
import { workspaceBase } from '../../app/workspace'
import { type AuditFilterName, type AuditFilters, askedEntries } from './audit-filters'

export type AuditFilterBarProps = {
  filters: AuditFilters
  onChange: (name: AuditFilterName, value: string) => void
  onClear: () => void
}

const anything = 'anything'

/** Narrows the trail down, and takes away what is shown as a file. */
export function AuditFilterBar({ filters, onChange, onClear }: AuditFilterBarProps) {
  const actions = useQuery(trpc.audit.actions.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }))
  const take = (format: 'csv' | 'json') => {
    const query = new URLSearchParams({ format })
    for (const [name, value] of Object.entries(askedEntries(filters))) query.set(name, String(value))
    location.assign(`${workspaceBase}/files/audit?${query}`)
  }
  const text = (name: AuditFilterName, label: string) => (
    <SlowInput
      type="search"
      aria-label={label}
      placeholder={label}
      maxLength={200}
      value={filters[name] ?? ''}
      onChange={(value) => onChange(name, value)}
    />
  )
  return (
    <search className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <div className="grid gap-2 sm:grid-cols-3">
        {text('q', 'Search everything')}
        {text('who', 'Who')}
        {text('subject', 'To what')}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Select
          aria-label="What was done"
          className="min-w-0 sm:w-64"
          value={filters.action ?? anything}
          onChange={(value) => onChange('action', value === anything ? '' : value)}
          options={[
            { value: anything, label: 'Anything' },
            ...(actions.data ?? []).map(({ action, did }) => ({ value: action, label: did })),
          ]}
        />
        <span className="flex items-center gap-1.5 text-soft max-sm:w-full">
          <TextInput
            type="date"
            aria-label="First day"
            className="sm:w-36"
            value={filters.from ?? ''}
            onChange={(event) => onChange('from', event.target.value)}
          />
          to
          <TextInput
            type="date"
            aria-label="Last day"
            className="sm:w-36"
            value={filters.to ?? ''}
            onChange={(event) => onChange('to', event.target.value)}
          />
        </span>
        {Object.keys(filters).length > 0 ? (
          <Button variant="quiet" icon={X} onClick={onClear}>
            Show all
          </Button>
        ) : null}
        <div className="ml-auto">
          <Menu
            trigger={<Button icon={FileDown}>Export</Button>}
            items={[
              { label: 'As CSV, for spreadsheets', icon: Table2, onSelect: () => take('csv') },
              { label: 'As JSON, for programs', icon: Braces, onSelect: () => take('json') },
            ]}
          />
        </div>
      </div>
    </search>
  )
}
