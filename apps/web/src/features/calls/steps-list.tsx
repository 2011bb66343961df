import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, memo, type ReactNode, useCallback, useEffect, useRef } from 'react'
import { MomentItem } from './moment-item'
import type { Moment } from './timeline'

export type StepsListProps = {
  callId: string
  moments: readonly Moment[]
  at: number
  over: boolean
  onChoose: (index: number) => void
  /** Stands under the steps. */
  children: ReactNode
}

const guessedHeight = 58
const mostFrames = 60
const overscan = 15

/**
 * A call's story. Only what is near is drawn, so that a thousand steps cost as much as thirty. One step is in the tab order, the
 * one that is looked at; the arrow keys go to the others.
 */
export const StepsList = memo(function StepsList({ callId, moments, at, over, onChoose, children }: StepsListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: moments.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => guessedHeight,
    getItemKey: (index) => moments[index]?.key ?? index,
    overscan,
    paddingStart: 12,
  })
  // A call that is over is read from its beginning, though all of it has happened.
  const seen = useRef(over && at === moments.length - 1 ? at : -1)
  useEffect(() => {
    if (at < 0 || seen.current === at) return
    seen.current = at
    rows.scrollToIndex(at, { align: 'auto' })
  }, [at, rows])
  const focus = useCallback(
    (index: number) => {
      onChoose(index)
      rows.scrollToIndex(index, { align: 'auto' })
      focusOnceDrawn(() => scroller.current?.querySelector(`[data-moment="${index}"]`) ?? null)
    },
    [onChoose, rows],
  )
  const drawn = rows.getVirtualItems()
  // The one that is looked at may be far away and not be drawn: then the list is entered at its first.
  const stop = drawn.some(({ index }) => index === at) ? at : drawn[0]?.index
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!(event.target instanceof HTMLElement) || event.target.dataset.moment === undefined) return
    const from = Number(event.target.dataset.moment)
    const to = { ArrowDown: from + 1, ArrowUp: from - 1, Home: 0, End: moments.length - 1 }[event.key]
    if (to === undefined || to < 0 || to >= moments.length) return
    event.preventDefault()
    focus(to)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys go from step to step; each is a button of its own
    <div ref={scroller} onKeyDown={onKeyDown} className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">
      <ol aria-label="Steps" className="relative" style={{ height: rows.getTotalSize() }}>
        {drawn.map(({ key, index, start }) => {
          const moment = moments[index]
          return moment ? (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              aria-setsize={moments.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 top-0 pb-1.5"
              style={{ transform: `translateY(${start}px)` }}
            >
              <MomentItem
                moment={moment}
                callId={callId}
                index={index}
                current={index === at}
                tabStop={index === stop}
                over={over}
                onChoose={onChoose}
              />
            </li>
          ) : null
        })}
      </ol>
      {children}
    </div>
  )
})

/** What is far away is drawn only when the list has come there, some frames later. */
function focusOnceDrawn(find: () => Element | null, frames = mostFrames): void {
  requestAnimationFrame(() => {
    const found = find()
    if (found instanceof HTMLElement) found.focus({ preventScroll: true })
    else if (frames > 0) focusOnceDrawn(find, frames - 1)
  })
}
