import { type RefObject, useLayoutEffect, useState } from 'react'

/** How far below the top of what scrolls around it something begins, in pixels. */
export function useBelow(what: RefObject<HTMLElement | null>, scroller: RefObject<HTMLElement | null>): number {
  const [below, setBelow] = useState(0)
  useLayoutEffect(() => {
    const [inner, outer] = [what.current, scroller.current]
    if (!inner || !outer) return
    const measure = () =>
      setBelow(Math.round(inner.getBoundingClientRect().top - outer.getBoundingClientRect().top + outer.scrollTop))
    const watching = new ResizeObserver(measure)
    watching.observe(outer)
    watching.observe(inner)
    measure()
    return () => watching.disconnect()
  }, [what, scroller])
  return below
}
