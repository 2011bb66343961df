import { useSyncExternalStore } from 'react'

const wide = matchMedia('(min-width: 1024px)')

function subscribe(changed: () => void): () => void {
  wide.addEventListener('change', changed)
  return () => wide.removeEventListener('change', changed)
}

/** Whether list and canvas stand beside each other: then each scrolls by itself. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => wide.matches)
}
