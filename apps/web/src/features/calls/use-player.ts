import { useEffect, useReducer } from 'react'
import { atTheEnd, type Player, type PlayerAction, played, type TimeAxis } from './player'

/** A replay over a call's time. It begins at `first`, a moment's place, or at the end; while it stands there it follows a live call. */
export function usePlayer(
  axis: TimeAxis,
  first: number | null,
): { player: Player; act: (action: PlayerAction) => void } {
  const [player, act] = useReducer(
    (state: Player, action: PlayerAction) => played(state, action, axis),
    axis,
    (begun) => (first === null ? atTheEnd(begun) : played(atTheEnd(begun), { do: 'choose', at: first }, begun)),
  )
  const grown = `${axis.starts.length}:${axis.end}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is told whenever there is more
  useEffect(() => act({ do: 'grow' }), [grown])
  const { playing } = player
  useEffect(() => {
    if (!playing) return
    let before = performance.now()
    let frame = requestAnimationFrame(function tick(time) {
      act({ do: 'tick', ms: Math.max(0, time - before) })
      before = time
      frame = requestAnimationFrame(tick)
    })
    return () => cancelAnimationFrame(frame)
  }, [playing])
  return { player, act }
}
