import { create } from 'zustand'

const key = 'patchbay-large-call'

/** Whether a call takes the whole page, in this browser, or stands beside the list. */
export const useLarge = create<{ large: boolean; toggle: () => void }>((set, get) => ({
  large: kept(),
  toggle: () => {
    const large = !get().large
    try {
      localStorage.setItem(key, large ? 'yes' : '')
    } catch {
      // A browser that keeps nothing has it for now.
    }
    set({ large })
  },
}))

function kept(): boolean {
  try {
    return localStorage.getItem(key) === 'yes'
  } catch {
    return false
  }
}
