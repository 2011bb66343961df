import { type OnMove, useReactFlow } from '@xyflow/react'
import { useCallback, useEffect, useRef } from 'react'

const still = matchMedia('(prefers-reduced-motion: reduce)')
/** How long the canvas takes to go somewhere. */
export const flightMs = () => (still.matches ? 0 : 250)
/** Whoever has just moved the canvas is looking at something: it stays there for so many milliseconds. */
const letLook = 4_000

/**
 * Brings a block into sight, with the one before it, whenever it is another one. What it gives is told when the canvas moves.
 */
export function useFollow(here: string | null, before: string | null): OnMove {
  const { fitView } = useReactFlow()
  const seen = useRef<string | null>(null)
  const looked = useRef(Number.NEGATIVE_INFINITY)
  useEffect(() => {
    if (seen.current === here) return
    seen.current = here
    if (here === null || performance.now() - looked.current < letLook) return
    const nodes = [here, ...(before === null ? [] : [before])].map((id) => ({ id }))
    void fitView({ nodes, padding: 0.25, maxZoom: 1, duration: flightMs() })
  }, [here, before, fitView])
  return useCallback((event) => {
    // React Flow's own moves have no event.
    if (event) looked.current = performance.now()
  }, [])
}
