import { useEffect, useRef } from 'react'

/** Does something once, so many milliseconds after it was asked for first; what is asked meanwhile is the same. */
export function useNowAndThen(work: () => void, ms: number): () => void {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null)
  const newest = useRef(work)
  useEffect(() => {
    newest.current = work
  })
  useEffect(() => () => clearTimeout(timer.current ?? undefined), [])
  return () => {
    timer.current ??= setTimeout(() => {
      timer.current = null
      newest.current()
    }, ms)
  }
}
