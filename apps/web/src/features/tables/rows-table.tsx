import { useVirtualizer } from '@tanstack/react-virtual'
import { clsx } from 'clsx'
import { useEffect, useRef } from 'react'
import { writeNumber } from '../../app/phone-number'

export type RowsTableProps = {
  table: { name: string; columns: readonly string[]; keyKind: 'text' | 'phone' }
  rows: readonly (readonly string[])[]
  /** There are no more rows than these. */
  complete: boolean
  /** The end of these rows is nearly in sight. */
  onEnd: () => void
}

const nearEnd = 30

/** Rows of a table, of which only those in sight are drawn, however many there are. */
export function RowsTable({ table, rows, complete, onEnd }: RowsTableProps) {
  const scroller = useRef<HTMLElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 37,
    getItemKey: (index) => rows[index]?.[0] ?? index,
    overscan: 12,
  })
  const shown = virtual.getVirtualItems()
  const before = shown[0]?.start ?? 0
  const after = virtual.getTotalSize() - (shown.at(-1)?.end ?? 0)
  const ending = !complete && (shown.at(-1)?.index ?? 0) >= rows.length - nearEnd
  useEffect(() => {
    if (ending) onEnd()
  })
  return (
    <section
      ref={scroller}
      aria-label={`Rows of ${table.name}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
      tabIndex={0}
      className="min-h-0 flex-1 overflow-auto rounded-card border border-line bg-panel"
    >
      <table
        aria-label={table.name}
        aria-rowcount={complete ? rows.length + 1 : -1}
        className="w-full border-collapse text-[13.5px] tabular-nums"
      >
        <thead className="sticky top-0 z-1 bg-panel">
          <tr>
            {table.columns.map((column) => (
              <th
                key={column}
                scope="col"
                title={column}
                className="max-w-72 truncate px-3 py-2 text-left text-xs font-medium whitespace-nowrap text-faint shadow-[inset_0_-1px_var(--line)]"
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={before} />
          {shown.map(({ index, key }) => (
            <tr key={key} aria-rowindex={index + 2} className="h-[37px] border-b border-line last:border-b-0">
              {table.columns.map((column, at) => {
                const cell = rows[index]?.[at] ?? ''
                return (
                  <td
                    key={column}
                    title={cell}
                    className={clsx('max-w-72 truncate px-3 py-2 whitespace-nowrap', at === 0 && 'font-medium')}
                  >
                    {at === 0 && table.keyKind === 'phone' ? writeNumber(cell) : cell}
                  </td>
                )
              })}
            </tr>
          ))}
          <Gap height={after} />
        </tbody>
      </table>
    </section>
  )
}

function Gap({ height }: { height: number }) {
  return height > 0 ? (
    <tr aria-hidden>
      <td style={{ height }} />
    </tr>
  ) : null
}
