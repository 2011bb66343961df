import { useEffect, useRef } from 'react'

/** Whether focus went nowhere when what had it was taken away. A press elsewhere has moved it already. */
export function nothingFocused(): boolean {
  return document.activeElement === null || document.activeElement === document.body
}

/** Puts focus back to where it was before something opened, once it has closed and nothing else has taken focus. */
export function useFocusBack(open: boolean): void {
  const was = useRef({ open: false, focused: document.activeElement })
  // While drawing: afterwards what has opened has focus already.
  if (open && !was.current.open) was.current.focused = document.activeElement
  was.current.open = open
  useEffect(() => {
    if (!open) return
    const { focused } = was.current
    return () => {
      setTimeout(() => {
        if (nothingFocused() && focused instanceof HTMLElement && focused.isConnected) focused.focus()
      })
    }
  }, [open])
}
