import type { Position } from '@patchbay/flow/document'
import { useReactFlow, useStoreApi } from '@xyflow/react'
import { type RefObject, useEffect, useMemo, useRef } from 'react'
import { useTheme } from '../../app/theme'
import type { CanvasEdge, CanvasNode } from './canvas-nodes'
import { useEditor } from './editor-context'
import { type Layer, paintFar } from './far-paint'
import { type Curve, curvesOf, lineUp, type Scene, type Shape, sceneOf, shapeAt, shapesOf } from './far-scene'
import { moveBlocks } from './move-blocks'
import { carryAlong } from './remarks'
import { useFarKeys } from './use-far-keys'
import { useFarPointer } from './use-far-pointer'

/** What is being dragged, and how far. */
type Drag = { ids: ReadonlySet<string>; shift: Position; still: Layer; moving: Scene; loose: Curve[]; lit: Curve[] }

/**
 * The flow as it is seen from afar: painted on one sheet, where a thousand cards would be a thousand elements to lay out
 * anew for each step of a zoom. Blocks are chosen and dragged on it; `frame` is the part of the page that gets the presses.
 */
export function FarView({
  nodes,
  edges,
  frame,
}: {
  nodes: readonly CanvasNode[]
  edges: readonly CanvasEdge[]
  frame: RefObject<HTMLElement | null>
}) {
  const { flow } = useEditor()
  useFarKeys()
  const theme = useTheme((state) => state.theme)
  const store = useStoreApi()
  const { screenToFlowPosition } = useReactFlow()
  const paper = useRef<HTMLCanvasElement>(null)
  const drag = useRef<Drag | null>(null)
  const shapes = useMemo(() => shapesOf(nodes), [nodes])
  const curves = useMemo(() => curvesOf(nodes, edges), [nodes, edges])
  const whole = useMemo(() => layerOf(shapes, curves), [shapes, curves])

  const paint = useRef(() => {})
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme changes the colours that are read here
  useEffect(() => {
    const sheet = paper.current
    const pen = sheet?.getContext('2d')
    if (!sheet || !pen) return
    const style = getComputedStyle(document.documentElement)
    const known = new Map<string, string>()
    const ink = (name: string) => {
      const colour = known.get(name) ?? style.getPropertyValue(name)
      known.set(name, colour)
      return colour
    }
    paint.current = () => {
      const { transform, width, height } = store.getState()
      const ratio = devicePixelRatio
      if (sheet.width !== Math.round(width * ratio) || sheet.height !== Math.round(height * ratio)) {
        sheet.width = Math.round(width * ratio)
        sheet.height = Math.round(height * ratio)
      }
      const [x, y, zoom] = transform
      const view = { x, y, zoom, width, height, ratio }
      paintFar(pen, drag.current ? layersOf(drag.current) : [whole], view, ink)
    }
    paint.current()
    return store.subscribe((now, before) => {
      if (now.transform !== before.transform || now.width !== before.width || now.height !== before.height)
        paint.current()
    })
  }, [store, whole, theme])

  useFarPointer(frame, {
    find: (at) => shapeAt(shapes, screenToFlowPosition(at, { snapToGrid: false }))?.id ?? null,
    move: (ids, shift) => {
      drag.current ??= takeUp(new Set(Object.keys(placesOf(ids, { x: 0, y: 0 }))), shapes, curves)
      drag.current.shift = scaled(shift)
      paint.current()
    },
    drop: (ids, shift) => {
      drag.current = null
      if (shift) moveBlocks(flow, placesOf(ids, snapped(scaled(shift))))
      paint.current()
    },
    inBox: (one, other) => {
      const [a, b] = [one, other].map((at) => screenToFlowPosition(at, { snapToGrid: false }))
      if (!a || !b) return []
      const [left, right] = [Math.min(a.x, b.x), Math.max(a.x, b.x)]
      const [top, bottom] = [Math.min(a.y, b.y), Math.max(a.y, b.y)]
      return shapes.flatMap(({ id, kind, x, y, width, height }) =>
        kind !== 'frame' && x < right && x + width > left && y < bottom && y + height > top ? [id] : [],
      )
    },
  })

  const scaled = ({ x, y }: Position): Position => {
    const [, , zoom] = store.getState().transform
    return { x: x / zoom, y: y / zoom }
  }

  /** Where these stand when they have moved so far, and what goes with them. */
  const placesOf = (ids: readonly string[], shift: Position): Record<string, Position> => {
    const chosen = new Set(ids)
    const moved = shapes.flatMap(({ id, x, y }) => (chosen.has(id) ? [[id, { x: x + shift.x, y: y + shift.y }]] : []))
    return carryAlong(flow.getState().document, Object.fromEntries(moved))
  }

  return <canvas ref={paper} aria-hidden className="far-view pointer-events-none absolute inset-0 size-full" />
}

/** Half the distance of the dots, as near by. */
const grid = 10

function snapped({ x, y }: Position): Position {
  return { x: Math.round(x / grid) * grid, y: Math.round(y / grid) * grid }
}

function layerOf(shapes: readonly Shape[], curves: readonly Curve[]): Layer {
  return {
    scene: sceneOf(shapes),
    lines: lineUp(curves.filter(({ lit }) => !lit)),
    lit: lineUp(curves.filter(({ lit }) => lit)),
    shift: { x: 0, y: 0 },
  }
}

/** Takes what is dragged out of the picture, so that the rest is painted as it was. */
function takeUp(ids: ReadonlySet<string>, shapes: readonly Shape[], curves: readonly Curve[]): Drag {
  const touches = ({ from, to }: Curve) => ids.has(from) || ids.has(to)
  const moved = curves.filter(touches)
  return {
    ids,
    shift: { x: 0, y: 0 },
    still: layerOf(
      shapes.filter(({ id }) => !ids.has(id)),
      curves.filter((curve) => !touches(curve)),
    ),
    moving: sceneOf(shapes.filter(({ id }) => ids.has(id))),
    loose: moved.filter(({ lit }) => !lit),
    lit: moved.filter(({ lit }) => lit),
  }
}

function layersOf({ ids, shift, still, moving, loose, lit }: Drag): Layer[] {
  return [still, { scene: moving, lines: lineUp(loose, ids, shift), lit: lineUp(lit, ids, shift), shift }]
}
