import { clsx } from 'clsx'
import type { Outputs } from '../../app/trpc'

type Miniature = Outputs['flows']['templates'][number]['miniature']

const fills = {
  start: 'fill-block-start',
  middle: 'fill-block-middle',
  logic: 'fill-block-logic',
  end: 'fill-block-end',
} as const

/** Of the canvas, in its pixels: a flow of two blocks is not to look larger than others. */
const least = { width: 1_200, height: 600 }

/** A flow in small: its blocks in their groups' colours, and what leads where. For the eye only: words stand beside it. */
export function FlowMiniature({
  of: { width, height, boxes, lines },
  className,
}: {
  of: Miniature
  className: string
}) {
  const frame = { width: Math.max(width, least.width), height: Math.max(height, least.height) }
  const margin = Math.max(frame.width, frame.height) / 40
  const [left, top] = [(width - frame.width) / 2 - margin, (height - frame.height) / 2 - margin]
  return (
    <svg
      aria-hidden
      viewBox={`${left} ${top} ${frame.width + 2 * margin} ${frame.height + 2 * margin}`}
      className={clsx('rounded-md border border-line bg-canvas', className)}
    >
      {lines.map((line, index) => (
        <path
          // biome-ignore lint/suspicious/noArrayIndexKey: a picture's lines never change places
          key={index}
          d={curve(line)}
          className="fill-none stroke-control"
          vectorEffect="non-scaling-stroke"
        />
      ))}
      {boxes.map(({ group, ...box }, index) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: a picture's boxes never change places
          key={index}
          {...box}
          rx={24}
          className={group === null ? 'fill-control' : fills[group]}
        />
      ))}
    </svg>
  )
}

function curve({ x1, y1, x2, y2 }: Miniature['lines'][number]): string {
  const reach = Math.max(60, Math.abs(x2 - x1) / 2)
  return `M${x1} ${y1}C${x1 + reach} ${y1} ${x2 - reach} ${y2} ${x2} ${y2}`
}
