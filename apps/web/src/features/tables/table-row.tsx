import { IconButton } from '@patchbay/ui/icon-button'
import { Menu, type MenuItem } from '@patchbay/ui/menu'
import { Cell, Row } from '@patchbay/ui/table'
import { Ellipsis, FileDown, PencilLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'wouter'
import { ago, exactly } from '../../app/moment'
import { useMay } from '../../app/session'
import type { Outputs } from '../../app/trpc'
import { UsedIn } from '../../app/used-in'
import { RemoveTableDialog } from './remove-table-dialog'
import { RenameTableDialog } from './rename-table-dialog'
import { downloadAddress } from './table-files'

type ListedTable = Outputs['tables']['list'][number]

/** One table in the list, and what can be done with it. */
export function TableRow({ table }: { table: ListedTable }) {
  const [asking, setAsking] = useState<'rename' | 'remove' | null>(null)
  const done = () => setAsking(null)
  const draws = useMay('draw')
  const sees = useMay('callers')
  const items: MenuItem[] = [
    ...(draws ? [{ label: 'Rename…', icon: PencilLine, onSelect: () => setAsking('rename') }] : []),
    ...(sees
      ? [{ label: 'Download CSV', icon: FileDown, onSelect: () => location.assign(downloadAddress(table.id)) }]
      : []),
    ...(draws ? [{ label: 'Remove…', icon: Trash2, danger: true, onSelect: () => setAsking('remove') }] : []),
  ]
  const by = table.updatedBy === '' ? '' : ` by ${table.updatedBy}`
  return (
    <Row className="relative hover:bg-bg/60 max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:py-1.5">
      <Cell className="max-w-72 max-sm:max-w-none max-sm:py-1">
        <Link href={`/tables/${table.id}`} className="block truncate font-semibold after:absolute after:inset-0">
          {table.name}
        </Link>
      </Cell>
      <Cell className="max-w-60 truncate font-mono text-[13px] text-soft max-sm:order-2 max-sm:max-w-none max-sm:py-0.5">
        {table.key}
      </Cell>
      <Cell className="text-right whitespace-nowrap text-soft max-sm:order-2 max-sm:py-0.5">
        {table.rowCount.toLocaleString('en')}
        <span className="sm:hidden"> {table.rowCount === 1 ? 'row' : 'rows'}</span>
      </Cell>
      <Cell className="text-soft max-sm:order-3 max-sm:col-span-2 max-sm:py-0.5">
        {table.usedIn.length === 0 ? <span className="text-faint">not used yet</span> : <UsedIn flows={table.usedIn} />}
      </Cell>
      <Cell className="text-right whitespace-nowrap text-soft max-sm:hidden">
        <time dateTime={table.updatedAt} title={`${exactly(table.updatedAt)}${by}`} className="relative z-1">
          {ago(table.updatedAt)}
        </time>
      </Cell>
      <Cell className="w-12 py-1 text-right max-sm:justify-self-end max-sm:py-0">
        <div className="relative z-1">
          {items.length > 0 ? (
            <Menu trigger={<IconButton label={`More about ${table.name}`} icon={Ellipsis} />} items={items} />
          ) : null}
        </div>
        {asking === 'rename' ? <RenameTableDialog table={table} onClose={done} /> : null}
        {asking === 'remove' ? <RemoveTableDialog table={table} onClose={done} /> : null}
      </Cell>
    </Row>
  )
}
