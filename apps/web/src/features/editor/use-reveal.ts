import { useReactFlow } from '@xyflow/react'
import { useCallback } from 'react'
import { useEditor } from './editor-context'
import { boxOf } from './remarks'

const still = matchMedia('(prefers-reduced-motion: reduce)')

/** Brings a block to the middle of the canvas. */
export function useBringIntoView(): (id: string) => void {
  const { flow } = useEditor()
  const { setCenter, getZoom } = useReactFlow()
  return useCallback(
    (id) => {
      const { document } = flow.getState()
      const box = boxOf(document, id)
      if (!box) return
      void setCenter(box.x + box.width / 2, box.y + box.height / 2, {
        zoom: Math.max(getZoom(), 0.8),
        duration: still.matches ? 0 : 250,
      })
    },
    [flow, getZoom, setCenter],
  )
}

/** Selects a block and brings it to the middle of the canvas. */
export function useReveal(): (id: string) => void {
  const { flow } = useEditor()
  const bringIntoView = useBringIntoView()
  return useCallback(
    (id) => {
      if (!boxOf(flow.getState().document, id)) return
      flow.select({ nodes: [id], edges: [] })
      bringIntoView(id)
    },
    [flow, bringIntoView],
  )
}
