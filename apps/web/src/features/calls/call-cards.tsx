import type { Virtualizer } from '@tanstack/react-virtual'
import { clsx } from 'clsx'
import { briefly, exactly, useNow } from '../../app/moment'
import { type CallRow, CallTags, lengthOf, outcomeOf } from './call-columns'
import { CallButton } from './calls-table'

export type CallCardsProps = {
  calls: readonly CallRow[]
  onSelect: (id: string) => void
  rows: Virtualizer<HTMLDivElement, Element>
}

export const cardHeight = 92

/** The calls as cards, for a phone’s screen: one below the other, only those in sight drawn, all of one height. */
export function CallCards({ calls, onSelect, rows }: CallCardsProps) {
  const now = useNow(calls.some((call) => call.phase !== 'over'))
  return (
    <ul aria-label="Calls" className="relative" style={{ height: rows.getTotalSize() }}>
      {rows.getVirtualItems().map(({ index, key, start }) => {
        const call = calls[index]
        return call ? (
          <li
            key={key}
            style={{ height: cardHeight, transform: `translateY(${start}px)` }}
            className="absolute inset-x-0 top-0 flex flex-col justify-center gap-0.5 border-b border-line px-3.5"
          >
            <div className="flex items-center justify-between gap-3">
              <CallButton call={call} selected={false} onSelect={() => onSelect(call.id)} />
              <time
                dateTime={call.startedAt}
                title={exactly(call.startedAt)}
                className="shrink-0 text-[13px] text-soft"
              >
                {briefly(call.startedAt, new Date(now))}
              </time>
            </div>
            <div className="flex justify-between gap-3 text-[13px]">
              <span className={clsx('truncate', call.broken && 'text-bad')}>{call.last}</span>
              <span className="shrink-0 text-soft tabular-nums">{lengthOf(call, now)}</span>
            </div>
            <div className="flex items-center gap-2 text-[13px] text-soft">
              <span className="truncate">
                {outcomeOf(call)} · {call.flowName} v{call.version}
              </span>
              <CallTags tags={call.tags} />
            </div>
          </li>
        ) : null
      })}
    </ul>
  )
}
