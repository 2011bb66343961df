import { useReactFlow } from '@xyflow/react'
import { useCallback } from 'react'
import { useEditor } from './editor-context'
import { cardWidth, estimatedHeight } from './new-block'

const still = matchMedia('(prefers-reduced-motion: reduce)')

/** Selects a block and brings it to the middle of the canvas. */
export function useReveal(): (id: string) => void {
  const { flow } = useEditor()
  const { setCenter, getZoom } = useReactFlow()
  return useCallback(
    (id) => {
      const { document } = flow.getState()
      const node = document.nodes[id]
      const at = document.ui.positions[id]
      if (!node) return
      flow.select({ nodes: [id], edges: [] })
      if (at)
        void setCenter(at.x + cardWidth / 2, at.y + estimatedHeight(node) / 2, {
          zoom: Math.max(getZoom(), 0.8),
          duration: still.matches ? 0 : 250,
        })
    },
    [flow, getZoom, setCenter],
  )
}
