import type { FlowDocument } from '@patchbay/flow/document'
import { Panel, useReactFlow, useStore } from '@xyflow/react'
import { type PointerEvent, useEffect, useMemo, useRef } from 'react'
import { useTheme } from '../../app/theme'
import { useFlow } from './editor-context'
import { blockOf } from './flow-index'
import { cardWidth, estimatedHeight } from './new-block'

const size = { width: 150, height: 92 }
const margin = 6

type Card = { x: number; y: number; height: number; group: string }
type Frame = { scale: number; left: number; top: number }

/**
 * The whole flow in small, with what is in view; press or drag to go there. Painted at once on a canvas from the
 * document: React Flow's own map draws every block as an element, anew for each step of a drag, which at 1,000 blocks
 * took nine frames of ten.
 */
export function FlowMap() {
  const document = useFlow((state) => state.document)
  const theme = useTheme((state) => state.theme)
  const paper = useRef<HTMLCanvasElement>(null)
  const { setCenter, getZoom } = useReactFlow()
  const cards = useMemo(() => cardsOf(document), [document])
  const frame = useMemo(() => frameOf(cards), [cards])

  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours that are read here
  useEffect(() => {
    const sheet = paper.current
    const pen = sheet?.getContext('2d')
    if (!sheet || !pen) return
    const ratio = devicePixelRatio
    sheet.width = size.width * ratio
    sheet.height = size.height * ratio
    pen.scale(ratio, ratio)
    const ink = getComputedStyle(window.document.documentElement)
    for (const card of cards) {
      pen.fillStyle = ink.getPropertyValue(card.group === '' ? '--control' : `--block-${card.group}`)
      pen.fillRect(
        (card.x - frame.left) * frame.scale,
        (card.y - frame.top) * frame.scale,
        Math.max(cardWidth * frame.scale, 1.5),
        Math.max(card.height * frame.scale, 1.5),
      )
    }
  }, [cards, frame, theme])

  const go = (event: PointerEvent<HTMLDivElement>) => {
    if (event.buttons !== 1) return
    const corner = event.currentTarget.getBoundingClientRect()
    const x = (event.clientX - corner.left) / frame.scale + frame.left
    const y = (event.clientY - corner.top) / frame.scale + frame.top
    void setCenter(x, y, { zoom: getZoom() })
  }

  return (
    <Panel position="bottom-right">
      <div
        role="img"
        aria-label="Small map of the flow"
        onPointerDown={go}
        onPointerMove={go}
        style={size}
        className="relative cursor-pointer touch-none overflow-hidden rounded-[10px] border border-line bg-panel shadow-card"
      >
        <canvas ref={paper} style={size} />
        <InView frame={frame} />
      </div>
    </Panel>
  )
}

function InView({ frame }: { frame: Frame }) {
  const [x, y, zoom] = useStore((state) => state.transform)
  const width = useStore((state) => state.width)
  const height = useStore((state) => state.height)
  return (
    <div
      className="pointer-events-none absolute top-0 left-0 rounded-[3px] border border-focus bg-focus/8"
      style={{
        transform: `translate(${(-x / zoom - frame.left) * frame.scale}px, ${(-y / zoom - frame.top) * frame.scale}px)`,
        width: (width / zoom) * frame.scale,
        height: (height / zoom) * frame.scale,
      }}
    />
  )
}

function cardsOf(document: FlowDocument): Card[] {
  return Object.entries(document.nodes).flatMap(([id, node]) => {
    const at = document.ui.positions[id]
    return at ? [{ ...at, height: estimatedHeight(node), group: blockOf(node)?.group ?? '' }] : []
  })
}

/** Fits all cards into the map, with a margin. */
function frameOf(cards: readonly Card[]): Frame {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const card of cards) {
    left = Math.min(left, card.x)
    top = Math.min(top, card.y)
    right = Math.max(right, card.x + cardWidth)
    bottom = Math.max(bottom, card.y + card.height)
  }
  if (cards.length === 0) return { scale: 1, left: 0, top: 0 }
  const scale = Math.min((size.width - 2 * margin) / (right - left), (size.height - 2 * margin) / (bottom - top), 0.12)
  return {
    scale,
    left: (left + right) / 2 - size.width / 2 / scale,
    top: (top + bottom) / 2 - size.height / 2 / scale,
  }
}
