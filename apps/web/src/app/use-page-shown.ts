import { useEffect, useState } from 'react'
import { useExpiry } from './expiry'

/** Who looks at another tab for a moment misses nothing. */
const graceMs = 3_000

/**
 * Whether somebody may see this page: false once its tab has been hidden for some seconds, or whose it is has been signed out. Then live
 * lines are let go.
 */
export function usePageShown(): boolean {
  const [shown, setShown] = useState(() => document.visibilityState === 'visible')
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      if (document.visibilityState === 'visible') setShown(true)
      else timer = setTimeout(() => setShown(false), graceMs)
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [])
  const signedOut = useExpiry((state) => state.signedOut)
  return shown && !signedOut
}
