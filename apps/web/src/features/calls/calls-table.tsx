import { HeadCell } from '@patchbay/ui/table'
import type { Virtualizer } from '@tanstack/react-virtual'
import { clsx } from 'clsx'
import { useNow } from '../../app/moment'
import { writeNumber } from '../../app/phone-number'
import { type CallRow, type ColumnName, columnOf } from './call-columns'
import { CallDot } from './call-dot'

export type CallsTableProps = {
  calls: readonly CallRow[]
  columns: readonly ColumnName[]
  selected: string | null
  onSelect: (id: string) => void
  rows: Virtualizer<HTMLDivElement, Element>
  complete: boolean
}

export const rowHeight = 41
const whoWidth = 170

/** The calls as a table. Only the rows in sight are drawn, however many there are; all are of one height. */
export function CallsTable({ calls, columns, selected, onSelect, rows, complete }: CallsTableProps) {
  const now = useNow(calls.some((call) => call.phase !== 'over'))
  const shown = rows.getVirtualItems()
  const before = shown[0]?.start ?? 0
  const after = rows.getTotalSize() - (shown.at(-1)?.end ?? 0)
  const minWidth = columns.reduce((sum, name) => sum + columnOf(name).width, whoWidth)
  const grows = columns.some((name) => columnOf(name).share)
  return (
    <table
      aria-label="Calls"
      aria-rowcount={complete ? calls.length + 1 : -1}
      style={{ minWidth }}
      className="w-full table-fixed border-collapse text-[13.5px] tabular-nums"
    >
      <thead className="sticky top-0 z-2 bg-panel shadow-[inset_0_-1px_var(--line)]">
        <tr>
          <HeadCell style={grows ? { width: whoWidth } : {}} className="border-b-0">
            Caller
          </HeadCell>
          {columns.map((name) => {
            const { label, width, share, right } = columnOf(name)
            return (
              <HeadCell key={name} style={share ? {} : { width }} className={clsx('border-b-0', right && 'text-right')}>
                {label}
              </HeadCell>
            )
          })}
        </tr>
      </thead>
      <tbody>
        <Gap height={before} columns={columns.length + 1} />
        {shown.map(({ index, key }) => {
          const call = calls[index]
          return call ? (
            <tr
              key={key}
              aria-rowindex={index + 2}
              style={{ height: rowHeight }}
              className={clsx(
                'relative border-b border-line',
                call.id === selected ? 'bg-block-middle/10' : 'hover:bg-bg/60',
              )}
            >
              <td className="px-3">
                <CallButton call={call} selected={call.id === selected} onSelect={() => onSelect(call.id)} />
              </td>
              {columns.map((name) => (
                <td key={name} className={clsx('truncate px-3', columnOf(name).right && 'text-right')}>
                  {columnOf(name).cell(call, now)}
                </td>
              ))}
            </tr>
          ) : null
        })}
        <Gap height={after} columns={columns.length + 1} />
      </tbody>
    </table>
  )
}

/** Who it is with; a press anywhere on what surrounds it opens the call. */
export function CallButton({ call, selected, onSelect }: { call: CallRow; selected: boolean; onSelect: () => void }) {
  return (
    <button
      type="button"
      aria-pressed={selected}
      onClick={onSelect}
      className="flex max-w-full items-center gap-2.5 after:absolute after:inset-0"
    >
      <CallDot call={call} />
      <span className={clsx('truncate', call.phase !== 'over' && 'font-medium')}>
        {call.direction === 'outgoing' ? '→ ' : ''}
        {writeNumber(call.direction === 'incoming' ? call.caller : call.called)}
      </span>
    </button>
  )
}

function Gap({ height, columns }: { height: number; columns: number }) {
  return height > 0 ? (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height }} />
    </tr>
  ) : null
}
