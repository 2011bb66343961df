import { useStore } from '@xyflow/react'
import { useRef } from 'react'

/** Below the first scale cards are painted, above the second they are elements; between them it stays as it was. */
const scales = { far: 0.36, near: 0.42 } as const

/** Whether the canvas is seen from so far away that its cards can't be read. Only ever for `large` flows. */
export function useFar(large: boolean): boolean {
  // A large flow is opened with all of it in view.
  const was = useRef(large)
  const far = useStore(({ transform: [, , zoom] }) => {
    if (zoom < scales.far) return true
    return zoom > scales.near ? false : null
  })
  const opened = useStore(({ transform: [x, y, zoom] }) => x !== 0 || y !== 0 || zoom !== 1)
  if (!opened) return was.current
  was.current = large && (far ?? was.current)
  return was.current
}
