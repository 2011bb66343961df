import { useEffect } from 'react'
import { useEditor } from './editor-context'
import { typing } from './editor-keys'
import { moveBlocks } from './move-blocks'
import { boxOf, carryAlong } from './remarks'

/** How far an arrow key moves what is chosen, and with Shift, in pixels: as React Flow does near by. */
const step = { small: 10, large: 40 } as const

const directions: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
}

/** From afar the cards are no elements that could be focused: what is chosen is moved and deleted from anywhere. */
export function useFarKeys(): void {
  const { flow, narrow, mayDraw } = useEditor()
  const still = narrow || !mayDraw
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const { selection, document } = flow.getState()
      if (still || typing(event) || event.ctrlKey || event.metaKey || event.altKey) return
      // The outline and the palette have keys of their own.
      if (event.target instanceof Element && event.target.closest('[role="tree"], [role="tablist"], button')) return
      if (event.key === 'Delete' || event.key === 'Backspace') {
        flow.remove(selection)
        return
      }
      const direction = directions[event.key]
      if (!direction || selection.nodes.length === 0) return
      event.preventDefault()
      const far = event.shiftKey ? step.large : step.small
      const places = selection.nodes.flatMap((id) => {
        const box = boxOf(document, id)
        return box ? [[id, { x: box.x + direction.x * far, y: box.y + direction.y * far }] as const] : []
      })
      moveBlocks(flow, carryAlong(document, Object.fromEntries(places)))
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [flow, still])
}
