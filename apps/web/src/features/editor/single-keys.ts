import { create } from 'zustand'

const key = 'patchbay-single-keys'

/**
 * Whether a letter, a digit or a mark alone is a key of the editor. Whoever speaks to the computer switches them off: a word
 * that is heard wrongly would press several.
 */
export const useSingleKeys = create<{ on: boolean; set: (on: boolean) => void }>((set) => ({
  on: kept(),
  set: (on) => {
    try {
      localStorage.setItem(key, on ? 'on' : 'off')
    } catch {
      // A browser that keeps nothing still switches for now.
    }
    set({ on })
  },
}))

function kept(): boolean {
  try {
    return localStorage.getItem(key) !== 'off'
  } catch {
    return true
  }
}
