import { useVirtualizer } from '@tanstack/react-virtual'
import { clsx } from 'clsx'
import { PhoneOff } from 'lucide-react'
import { memo, type RefObject, useCallback, useState } from 'react'
import { useStore } from 'zustand'
import { length, useNow } from '../../app/moment'
import { writeNumber } from '../../app/phone-number'
import { useMay } from '../../app/session'
import { CallDot } from '../calls/call-dot'
import { HangUpDialog } from './hang-up-dialog'
import type { LiveCall } from './now-state'
import type { NowStore } from './now-store'

const rowHeight = 58

export type NowListProps = {
  now: NowStore
  followed: string | null
  onFollow: (id: string) => void
  /** What scrolls around the list, and how far below its top the list begins, in pixels. */
  scroller: RefObject<HTMLElement | null>
  below: number
}

/** The calls under way. Only those in sight are drawn, however many there are. */
export function NowList({ now, followed, onFollow, scroller, below }: NowListProps) {
  const calls = useStore(now, (state) => state.calls)
  const clock = useNow(calls.length > 0)
  const [ending, setEnding] = useState<LiveCall | null>(null)
  const [asking, setAsking] = useState(false)
  const hangsUp = useMay('operate')
  const hangUp = useCallback((call: LiveCall) => {
    setEnding(call)
    setAsking(true)
  }, [])
  const rows = useVirtualizer({
    count: calls.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => calls[index]?.call.id ?? index,
    overscan: 6,
    scrollMargin: below,
  })
  return (
    <>
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
              <CallLine
                call={call}
                followed={call.id === followed}
                onFollow={onFollow}
                onHangUp={hangsUp ? hangUp : null}
                clock={clock}
              />
            </li>
          ) : null
        })}
      </ul>
      {ending ? (
        <HangUpDialog callId={ending.id} number={otherOf(ending)} open={asking} onOpenChange={setAsking} />
      ) : null}
    </>
  )
}

type CallLineProps = {
  call: LiveCall
  followed: boolean
  onFollow: (id: string) => void
  /** Null: whoever looks may not. */
  onHangUp: ((call: LiveCall) => void) | null
  clock: number
}

const CallLine = memo(({ call, followed, onFollow, onHangUp, clock }: CallLineProps) => {
  const { id, direction, where, flowName, version, last, broken, hangingUp, startedAt } = call
  const other = otherOf(call)
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
            {length(clock - Date.parse(startedAt))}
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
      {onHangUp ? (
        <button
          type="button"
          aria-label={`Hang up ${writeNumber(other)}`}
          title={`Hang up ${writeNumber(other)}`}
          onClick={() => onHangUp(call)}
          className="relative z-1 inline-grid size-9 shrink-0 place-items-center rounded-control text-soft hover:bg-bg hover:text-bad"
        >
          <PhoneOff aria-hidden size={18} />
        </button>
      ) : null}
    </div>
  )
})

/** Who is at the other end. */
function otherOf({ direction, caller, called }: LiveCall): string {
  return direction === 'incoming' ? caller : called
}
