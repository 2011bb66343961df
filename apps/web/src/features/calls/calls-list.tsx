import { Button } from '@patchbay/ui/button'
import { useVirtualizer } from '@tanstack/react-virtual'
import { clsx } from 'clsx'
import { ArrowUp } from 'lucide-react'
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useNarrow } from '../editor/use-narrow'
import { CallCards, cardHeight } from './call-cards'
import type { CallRow, ColumnName } from './call-columns'
import { CallsTable, rowHeight } from './calls-table'

export type CallsListProps = {
  calls: readonly CallRow[]
  columns: readonly ColumnName[]
  selected: string | null
  onSelect: (id: string) => void
  /** null: there are no older calls */
  more: { fetch: () => void; busy: boolean } | null
}

const nearEnd = 20

/**
 * The calls, the newest on top, in what scrolls around them. Older ones come as their place is reached. Newer ones push
 * nothing away that is being read: they wait above, and a button counts them.
 */
export function CallsList(props: CallsListProps) {
  const narrow = useNarrow()
  return <Rows key={narrow ? 'cards' : 'table'} {...props} narrow={narrow} />
}

function Rows({ calls, columns, selected, onSelect, more, narrow }: CallsListProps & { narrow: boolean }) {
  const scroller = useRef<HTMLDivElement>(null)
  const height = narrow ? cardHeight : rowHeight
  const rows = useVirtualizer({
    count: calls.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    getItemKey: (index) => calls[index]?.id ?? index,
    overscan: 12,
  })
  const { above, toTop } = useStillRows(calls, height, scroller)
  const ending = more !== null && (rows.getVirtualItems().at(-1)?.index ?? 0) >= calls.length - nearEnd
  useEffect(() => {
    if (ending && !more.busy) more.fetch()
  })
  return (
    <div className="relative flex min-h-0 flex-1 flex-col">
      {above > 0 ? (
        <Button
          size="small"
          icon={ArrowUp}
          onClick={toTop}
          className="absolute top-11 left-1/2 z-3 -translate-x-1/2 shadow-float"
        >
          {above === 1 ? '1 new call' : `${above} new calls`}
        </Button>
      ) : null}
      <section
        ref={scroller}
        aria-label="The list of calls"
        aria-busy={more?.busy ?? false}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be within reach of the keyboard
        tabIndex={0}
        className={clsx(
          'min-h-0 overflow-auto bg-panel [overflow-anchor:none]',
          narrow ? 'border-t border-line' : 'rounded-card border border-line',
        )}
      >
        {narrow ? (
          <CallCards calls={calls} onSelect={onSelect} rows={rows} />
        ) : (
          <CallsTable
            calls={calls}
            columns={columns}
            selected={selected}
            onSelect={onSelect}
            rows={rows}
            complete={more === null}
          />
        )}
        {more ? <p className="p-3 text-center text-[13px] text-soft">Fetching older calls…</p> : null}
      </section>
    </div>
  )
}

/** Keeps what is in sight where it is when rows come in above it; how many came there unseen, and a way up to them. */
function useStillRows(
  calls: readonly CallRow[],
  height: number,
  scroller: RefObject<HTMLDivElement | null>,
): { above: number; toTop: () => void } {
  const before = useRef<readonly CallRow[]>([])
  const [above, setAbove] = useState(0)
  useLayoutEffect(() => {
    const known = before.current
    before.current = calls
    const element = scroller.current
    const first = element ? known[Math.floor(element.scrollTop / height)] : undefined
    if (!element || !first || element.scrollTop < height / 2) return
    const place = calls.findIndex(({ id }) => id === first.id)
    const moved = place < 0 ? 0 : place - known.indexOf(first)
    if (moved === 0) return
    element.scrollTop += moved * height
    if (moved > 0) setAbove((count) => count + moved)
  }, [calls, height, scroller])
  useEffect(() => {
    const element = scroller.current
    if (!element || above === 0) return
    const look = () => {
      if (element.scrollTop < height / 2) setAbove(0)
    }
    element.addEventListener('scroll', look, { passive: true })
    return () => element.removeEventListener('scroll', look)
  }, [above, height, scroller])
  return { above, toTop: () => scroller.current?.scrollTo({ top: 0 }) }
}
