import { Button } from '@patchbay/ui/button'
import { Pill } from '@patchbay/ui/pill'
import { Cell, HeadCell, Row, Table } from '@patchbay/ui/table'
import { useVirtualizer } from '@tanstack/react-virtual'
import { clsx } from 'clsx'
import type { RefObject } from 'react'
import { briefly, exactly, length, useNow } from '../../app/moment'
import { writeNumber } from '../../app/phone-number'
import type { Outputs } from '../../app/trpc'
import { CallDot } from './call-dot'

type CallRow = Outputs['calls']['list']['calls'][number]

export type CallsTableProps = {
  calls: readonly CallRow[]
  selected: string | null
  onSelect: (id: string) => void
  /** What scrolls around the table. */
  scroller: RefObject<HTMLDivElement | null>
  /** null: there are no older calls */
  more: { fetch: () => void; busy: boolean } | null
}

/** The calls as a table. Only the rows in sight are drawn, however many there are. */
export function CallsTable({ calls, selected, onSelect, scroller, more }: CallsTableProps) {
  const now = useNow(calls.some((call) => call.phase !== 'over'))
  const rows = useVirtualizer({
    count: calls.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 41,
    getItemKey: (index) => calls[index]?.id ?? index,
    overscan: 12,
  })
  const shown = rows.getVirtualItems()
  const before = shown[0]?.start ?? 0
  const after = rows.getTotalSize() - (shown.at(-1)?.end ?? 0)
  return (
    <div className="@container">
      <Table aria-label="Calls" aria-rowcount={calls.length + 1} className="table-fixed">
        <thead>
          <tr>
            <HeadCell className="w-42 @2xl:w-48">Caller</HeadCell>
            <HeadCell className="@max-xl:hidden">Where</HeadCell>
            <HeadCell className="@max-3xl:hidden">Flow</HeadCell>
            <HeadCell>Last step</HeadCell>
            <HeadCell className="w-24 text-right @max-md:hidden">Time</HeadCell>
            <HeadCell className="w-16 text-right">Length</HeadCell>
          </tr>
        </thead>
        <tbody>
          <Gap height={before} />
          {shown.map(({ index, key }) => {
            const call = calls[index]
            return call ? (
              <tr
                key={key}
                ref={rows.measureElement}
                data-index={index}
                aria-rowindex={index + 2}
                className={clsx(
                  'relative border-b border-line last:border-b-0',
                  call.id === selected ? 'bg-block-middle/10' : 'hover:bg-bg/60',
                )}
              >
                <CallCells call={call} now={now} selected={call.id === selected} onSelect={() => onSelect(call.id)} />
              </tr>
            ) : null
          })}
          <Gap height={after} />
        </tbody>
      </Table>
      {more ? (
        <div className="flex justify-center py-4">
          <Button busy={more.busy} onClick={more.fetch}>
            Older calls
          </Button>
        </div>
      ) : null}
    </div>
  )
}

type CallCellsProps = { call: CallRow; now: number; selected: boolean; onSelect: () => void }

function CallCells({ call, now, selected, onSelect }: CallCellsProps) {
  const other = call.direction === 'incoming' ? call.caller : call.called
  const end = call.endedAt === null ? now : Date.parse(call.endedAt)
  const live = call.phase !== 'over'
  return (
    <>
      <Cell>
        <button
          type="button"
          aria-pressed={selected}
          onClick={onSelect}
          className="flex max-w-full items-center gap-2.5 after:absolute after:inset-0"
        >
          <CallDot call={call} />
          <span className={clsx('truncate', live && 'font-medium')}>
            {call.direction === 'outgoing' ? '→ ' : ''}
            {writeNumber(other)}
          </span>
        </button>
      </Cell>
      <Cell className={clsx('truncate @max-xl:hidden', !live && 'text-soft')} title={call.where ?? ''}>
        {whereWords(call)}
      </Cell>
      <Cell className="truncate text-soft @max-3xl:hidden">
        {call.flowName} v{call.version}
      </Cell>
      <Cell className={clsx(call.broken && 'text-bad')} title={call.last}>
        <div className="flex min-w-0 items-center gap-1.5">
          <CallTags tags={call.tags} />
          <span className="min-w-0 flex-1 truncate">{call.last}</span>
        </div>
      </Cell>
      <Cell className="text-right whitespace-nowrap text-soft @max-md:hidden">
        <time dateTime={call.startedAt} title={exactly(call.startedAt)} className="relative z-1">
          {briefly(call.startedAt, new Date(now))}
        </time>
      </Cell>
      <Cell className="text-right text-soft">{length(end - Date.parse(call.startedAt))}</Cell>
    </>
  )
}

/** The first of its tags, on half of the place at most: the rest is for what happened last. */
function CallTags({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return null
  const more = tags.slice(mostTags)
  return (
    <span className="flex max-w-1/2 min-w-0 items-center gap-1">
      {tags.slice(0, mostTags).map((tag) => (
        <Pill key={tag} className="min-w-0 max-w-40">
          <span className="truncate" title={tag}>
            {tag}
          </span>
        </Pill>
      ))}
      {more.length > 0 ? (
        <span title={more.join(', ')} className="text-xs text-soft">
          +{more.length}
        </span>
      ) : null}
    </span>
  )
}

const mostTags = 2

/** Where a call is, or how it ended and where. */
function whereWords({ phase, disposition, where }: CallRow): string {
  if (phase !== 'over') return where ?? 'ringing'
  const how = {
    completed: 'ended',
    'caller-hung-up': 'hung up',
    transferred: 'transferred',
    'not-answered': 'not answered',
    broken: 'broken',
  }[disposition ?? 'completed']
  return where ? `${how} · ${where}` : how
}

function Gap({ height }: { height: number }) {
  return height > 0 ? (
    <Row aria-hidden>
      <td colSpan={6} style={{ height }} />
    </Row>
  ) : null
}
