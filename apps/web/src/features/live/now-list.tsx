import { useVirtualizer } from '@tanstack/react-virtual'
import { clsx } from 'clsx'
import { memo, type RefObject } from 'react'
import { length, useNow } from '../../app/moment'
import { writeNumber } from '../../app/phone-number'
import { CallDot } from '../calls/call-dot'
import { HangUpButton } from './hang-up-button'
import type { LiveCall, Seen } from './now-state'

const rowHeight = 58

export type NowListProps = {
  calls: readonly Seen[]
  followed: string | null
  onFollow: (id: string) => void
  /** What scrolls around the list, and how far below its top the list begins, in pixels. */
  scroller: RefObject<HTMLElement | null>
  below: number
}

/** The calls under way. Only those in sight are drawn, however many there are. */
export function NowList({ calls, followed, onFollow, scroller, below }: NowListProps) {
  const now = useNow(calls.length > 0)
  const rows = useVirtualizer({
    count: calls.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => calls[index]?.call.id ?? index,
    overscan: 6,
    scrollMargin: below,
  })
  return (
    <ul
      aria-label="Calls in progress"
      className="relative overflow-hidden rounded-card border border-line bg-panel"
      style={{ height: rows.getTotalSize() + 2 }}
    >
      {rows.getVirtualItems().map(({ index, key, start }) => {
        const call = calls[index]?.call
        return call ? (
          <li
            key={key}
            aria-setsize={calls.length}
            aria-posinset={index + 1}
            className="absolute inset-x-0 top-0 border-b border-line"
            style={{ height: rowHeight, transform: `translateY(${start - below}px)` }}
          >
            <CallLine call={call} followed={call.id === followed} onFollow={onFollow} now={now} />
          </li>
        ) : null
      })}
    </ul>
  )
}

type CallLineProps = { call: LiveCall; followed: boolean; onFollow: (id: string) => void; now: number }

const CallLine = memo(({ call, followed, onFollow, now }: CallLineProps) => {
  const { id, direction, caller, called, where, flowName, version, last, broken, hangingUp, startedAt } = call
  const other = direction === 'incoming' ? caller : called
  return (
    <div
      data-call={id}
      data-seq={call.seq}
      className={clsx(
        'group relative flex h-full items-center gap-2.5 pr-1.5 pl-3 text-[13.5px]',
        followed ? 'bg-block-middle/10' : 'hover:bg-bg/60',
      )}
    >
      <CallDot call={call} />
      <div className="min-w-0 flex-1">
        <div className="flex items-baseline gap-2">
          <button
            type="button"
            aria-pressed={followed}
            onClick={() => onFollow(id)}
            className="shrink-0 font-medium tabular-nums after:absolute after:inset-0"
          >
            {direction === 'outgoing' ? '→ ' : ''}
            {writeNumber(other)}
          </button>
          <span className="min-w-0 truncate" title={where ?? ''}>
            {hangingUp ? 'is being hung up' : (where ?? 'ringing')}
          </span>
          <time dateTime={startedAt} className="ml-auto shrink-0 text-soft tabular-nums">
            {length(now - Date.parse(startedAt))}
          </time>
        </div>
        <p className="truncate text-[13px] text-soft">
          <span className={clsx(broken && 'text-bad')}>{last}</span>
          <span className="text-faint">
            {' '}
            · {flowName} v{version}
          </span>
        </p>
      </div>
      <HangUpButton callId={id} number={other} look="icon" className="relative z-1" />
    </div>
  )
})
