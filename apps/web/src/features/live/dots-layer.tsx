import type { FlowDocument } from '@patchbay/flow/document'
import { useReactFlow, useStore, ViewportPortal } from '@xyflow/react'
import { clsx } from 'clsx'
import { memo, useLayoutEffect, useMemo, useRef } from 'react'
import { useStore as useCalls } from 'zustand'
import { otherEnd, writeNumber } from '../../app/phone-number'
import { type ExitPlace, lengthOf, pathOf, restOf } from './dot-path'
import { gatherDots } from './gather-dots'
import type { Seen } from './now-state'
import type { NowStore } from './now-store'

const still = matchMedia('(prefers-reduced-motion: reduce)')
/** What a dot takes for its way, in milliseconds: a short one is not rushed, and a long one does not fall behind. */
const duration = { least: 280, most: 900, perPixel: 1.1 }
/** More than this move at once only in the figures. */
const mostMoving = 12
let moving = 0

export type DotsLayerProps = {
  document: FlowDocument
  /** Calls on these versions are shown, where they are at a block of the document. */
  versions: ReadonlySet<string>
  now: NowStore
  followed: string | null
  onFollow: (id: string) => void
}

/** The calls under way as dots on a flow: on their blocks, and along the lines while they go from one to the next. */
export function DotsLayer({ document, versions, now, followed, onFollow }: DotsLayerProps) {
  const all = useCalls(now, ({ calls }) => calls)
  const { nodes } = document
  const calls = useMemo(
    () =>
      all.filter(({ call: { versionId, at } }) => versions.has(versionId) && at !== null && Object.hasOwn(nodes, at)),
    [all, versions, nodes],
  )
  // From afar a dot stays as large as it needs to be to be hit.
  const zoom = useStore(({ transform }) => Math.round(transform[2] * 5) / 5 || 0.2)
  const size = Math.max(1, 0.8 / zoom)
  return (
    <ViewportPortal>
      {gatherDots(calls, followed).map(({ node, dots, more }) => (
        <div key={node}>
          {dots.map(({ seen, place }) => (
            <LiveDot
              key={seen.call.id}
              document={document}
              seen={seen}
              node={node}
              place={place}
              size={size}
              followed={seen.call.id === followed}
              onFollow={onFollow}
            />
          ))}
          {more > 0 ? (
            <MoreDots
              node={node}
              at={restOf(document, node, dots.length * size)}
              more={more}
              alone={dots.length === 0}
              size={size}
            />
          ) : null}
        </div>
      ))}
    </ViewportPortal>
  )
}

type LiveDotProps = {
  document: FlowDocument
  seen: Seen
  node: string
  place: number
  size: number
  followed: boolean
  onFollow: (id: string) => void
}

const LiveDot = memo(({ document, seen, node, place, size, followed, onFollow }: LiveDotProps) => {
  const { call, trail } = seen
  const { getInternalNode } = useReactFlow()
  const dot = useRef<HTMLButtonElement>(null)
  const moved = useRef(0)
  // From afar dots are larger, and so further apart.
  const rest = restOf(document, node, place * size)
  useLayoutEffect(() => {
    const element = dot.current
    if (!element || moved.current === call.seq) return
    moved.current = call.seq
    if (trail.length === 0 || still.matches || moving >= mostMoving) return
    const exitPlace: ExitPlace = (id, exit) => {
      const internal = getInternalNode(id)
      const handle = internal?.internals.handleBounds?.source?.find((each) => each.id === exit)
      if (!internal || !handle) return null
      const { x, y } = internal.internals.positionAbsolute
      return { x: x + handle.x + handle.width, y: y + handle.y + handle.height / 2 }
    }
    const points = pathOf(document, trail, restOf(document, node, place * size), exitPlace)
    const takes = Math.min(duration.most, Math.max(duration.least, lengthOf(points) * duration.perPixel))
    const motion = element.animate(
      points.map(({ x, y }) => ({ transform: `translate(${x}px, ${y}px) scale(${size})` })),
      { duration: takes, easing: 'ease-in-out' },
    )
    moving += 1
    const over = () => {
      moving -= 1
    }
    motion.finished.then(over, over)
    return () => motion.cancel()
  }, [call.seq, trail, document, node, place, size, getInternalNode])
  const whose = writeNumber(otherEnd(call))
  return (
    <button
      ref={dot}
      type="button"
      data-dot={call.id}
      data-node={node}
      aria-label={`Follow the call of ${whose}, at ${call.where ?? 'ringing'}`}
      aria-pressed={followed}
      title={`${whose} · ${call.last}`}
      onClick={() => onFollow(call.id)}
      className="nodrag nopan pointer-events-auto absolute -top-3 -left-3 z-10 grid size-6 place-items-center rounded-full"
      style={{ transform: `translate(${rest.x}px, ${rest.y}px) scale(${size})` }}
    >
      <span
        className={clsx(
          'size-3 rounded-full',
          call.broken ? 'bg-bad' : 'bg-live',
          followed ? 'ring-3 ring-ink' : call.broken ? 'ring-4 ring-bad/25' : 'ring-4 ring-live/25',
        )}
      />
    </button>
  )
})

/** How many more are on a block than it has dots. */
function MoreDots({
  node,
  at,
  more,
  alone,
  size,
}: {
  node: string
  at: { x: number; y: number }
  more: number
  /** No dot is beside it. */
  alone: boolean
  size: number
}) {
  return (
    <span
      data-node={node}
      data-more={more}
      className="absolute top-0 left-0 rounded-full bg-live px-1.5 text-[11px] leading-5 font-semibold whitespace-nowrap text-panel"
      style={{
        transform: `translate(${at.x - 6}px, ${at.y - 10}px) scale(${size})`,
        transformOrigin: 'left center',
      }}
    >
      {alone ? '' : '+'}
      {more.toLocaleString()}
      <span className="sr-only">{alone ? ' calls at this block' : ' more calls at this block'}</span>
    </span>
  )
}
