import { IconButton } from '@patchbay/ui/icon-button'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useId, useLayoutEffect, useRef } from 'react'

type Way = 'up' | 'down'

/** How one of a list moves: `mark` names its place on the page, and without `up` it is the first, without `down` the last. */
export type Moves = { mark: string; up?: () => void; down?: () => void }

/** Puts one of a list before or behind its neighbour. `what` is “condition 2 of branch 1”. */
export function MoveButtons({ what, moves: { mark, up, down } }: { what: string; moves: Moves }) {
  return (
    <>
      <IconButton icon={ArrowUp} label={`Move ${what} up`} data-move={`${mark}-up`} disabled={!up} onClick={up} />
      <IconButton
        icon={ArrowDown}
        label={`Move ${what} down`}
        data-move={`${mark}-down`}
        disabled={!down}
        onClick={down}
      />
    </>
  )
}

/**
 * The moves of a list's items, by their place. The keyboard goes along: it stays on the arrow that was pressed, at the new
 * place, or on the other one where that is the end.
 */
export function useMoves<T>(list: readonly T[], onChange: (list: T[]) => void): (at: number) => Moves {
  const id = useId()
  const moved = useRef<{ way: Way; to: number } | null>(null)
  useLayoutEffect(() => {
    if (!moved.current) return
    const { way, to } = moved.current
    moved.current = null
    for (const each of [way, way === 'up' ? 'down' : 'up']) {
      const button = document.querySelector<HTMLButtonElement>(`[data-move="${id}-${to}-${each}"]:not(:disabled)`)
      if (button) return button.focus()
    }
  })
  const swap = (at: number, to: number, way: Way) => () => {
    const first = Math.min(at, to)
    const next = [...list]
    next.splice(first, 2, ...list.slice(first, first + 2).reverse())
    moved.current = { way, to }
    onChange(next)
  }
  return (at) => ({
    mark: `${id}-${at}`,
    ...(at > 0 ? { up: swap(at, at - 1, 'up') } : {}),
    ...(at < list.length - 1 ? { down: swap(at, at + 1, 'down') } : {}),
  })
}
