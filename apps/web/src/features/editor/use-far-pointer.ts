import type { Position } from '@patchbay/flow/document'
import { type RefObject, useEffect, useRef } from 'react'
import { useEditor } from './editor-context'

/** Places and distances are in the window's own pixels. */
export type FarPointer = {
  /** What lies there, if anything. */
  find: (at: Position) => string | null
  /** The chosen ones have been dragged so far. */
  move: (ids: readonly string[], shift: Position) => void
  /** They were let go; null: nothing was dragged. */
  drop: (ids: readonly string[], shift: Position | null) => void
  /** What lies in a box. */
  inBox: (one: Position, other: Position) => string[]
}

/** A press that moves less is a click. */
const slop = 3

/**
 * Presses on what is painted and is no element: choosing, dragging, and a box with Shift. Where nothing lies the press is
 * left to React Flow, which pans.
 */
export function useFarPointer(frame: RefObject<HTMLElement | null>, pointer: FarPointer): void {
  const { flow, narrow, mayDraw } = useEditor()
  const still = narrow || !mayDraw
  const now = useRef(pointer)
  now.current = pointer
  useEffect(() => {
    const element = frame.current
    if (!element) return
    const over = new AbortController()
    const { signal } = over

    const press = (event: PointerEvent) => {
      if (event.button !== 0 || !onPane(event)) return
      const from = { x: event.clientX, y: event.clientY }
      const id = now.current.find(from)
      if (id === null && !event.shiftKey) return
      event.stopPropagation()
      element.setPointerCapture(event.pointerId)
      const more = event.shiftKey || event.ctrlKey || event.metaKey
      if (id !== null) choose(id, more)
      follow(element, event, signal, (shift, last) => {
        if (id === null) {
          const box = now.current.inBox(from, { x: from.x + shift.x, y: from.y + shift.y })
          if (last) flow.select({ nodes: box, edges: [] })
          return
        }
        if (still) return
        const ids = flow.getState().selection.nodes
        const far = Math.hypot(shift.x, shift.y) > slop
        if (last) now.current.drop(ids, far ? shift : null)
        else if (far) now.current.move(ids, shift)
      })
    }

    const choose = (id: string, more: boolean) => {
      const { nodes, edges } = flow.getState().selection
      if (more)
        flow.select({ nodes: nodes.includes(id) ? nodes.filter((other) => other !== id) : [...nodes, id], edges })
      else if (!nodes.includes(id)) flow.select({ nodes: [id], edges: [] })
    }

    // React Flow's own zoom listens to these, on the way down; a press that is ours never gets there.
    const keep = (event: MouseEvent | TouchEvent) => {
      const at = 'touches' in event ? event.touches[0] : event
      if (!at || !onPane(event)) return
      const shift = 'shiftKey' in event && event.shiftKey
      if (shift || now.current.find({ x: at.clientX, y: at.clientY }) !== null) event.stopPropagation()
    }

    element.addEventListener('pointerdown', press, { capture: true, signal })
    element.addEventListener('mousedown', keep, { capture: true, signal })
    element.addEventListener('touchstart', keep, { capture: true, signal, passive: true })
    element.addEventListener('click', keep, { capture: true, signal })
    return () => over.abort()
  }, [frame, flow, still])
}

function follow(
  element: HTMLElement,
  { pointerId, clientX, clientY }: PointerEvent,
  unmounted: AbortSignal,
  tell: (shift: Position, last: boolean) => void,
): void {
  const over = new AbortController()
  const signal = AbortSignal.any([over.signal, unmounted])
  const shift = (event: PointerEvent) => ({ x: event.clientX - clientX, y: event.clientY - clientY })
  element.addEventListener(
    'pointermove',
    (event) => {
      if (event.pointerId === pointerId) tell(shift(event), false)
    },
    { signal },
  )
  for (const end of ['pointerup', 'pointercancel'] as const)
    element.addEventListener(
      end,
      (event) => {
        if (event.pointerId !== pointerId) return
        over.abort()
        tell(end === 'pointerup' ? shift(event) : { x: 0, y: 0 }, true)
      },
      { signal },
    )
}

function onPane({ target }: Event): boolean {
  return target instanceof Element && target.closest('.react-flow__pane') !== null
}
