import { create } from 'zustand'

type HandsetState = {
  /** Whether the handset stands beside the page. */
  open: boolean
  /** The number to ring, E.164; null until one is chosen. */
  number: string | null
  /** Shows the handset, set to a number if one is given. */
  show: (number?: string) => void
  hide: () => void
  choose: (number: string) => void
}

/** Where the handset is and which number it will ring. Any page may show it. */
export const useHandset = create<HandsetState>((set) => ({
  open: false,
  number: null,
  show: (number) => set(number === undefined ? { open: true } : { open: true, number }),
  hide: () => set({ open: false }),
  choose: (number) => set({ number }),
}))
