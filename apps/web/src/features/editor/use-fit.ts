import { getViewportForBounds, useReactFlow, useStoreApi } from '@xyflow/react'
import { useCallback } from 'react'
import { useEditor } from './editor-context'
import { boundsOf } from './remarks'

/** How far out and in one can zoom. */
export const zoomRange = { least: 0.02, most: 1.6 } as const

const padding = 0.15

/** Brings some of the flow into view, or all of it. Asks the document, which knows also what is not drawn just now. */
export function useFit(): (ids?: readonly string[]) => void {
  const { flow } = useEditor()
  const { setViewport, getNode } = useReactFlow()
  const store = useStoreApi()
  return useCallback(
    (ids) => {
      const { document } = flow.getState()
      const bounds = boundsOf(document, ids, (id) => getNode(id)?.measured?.height)
      const { width, height } = store.getState()
      if (!bounds || width === 0 || height === 0) return
      void setViewport(getViewportForBounds(bounds, width, height, zoomRange.least, 1, padding))
    },
    [flow, setViewport, getNode, store],
  )
}
