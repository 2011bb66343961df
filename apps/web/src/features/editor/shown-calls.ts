import { create } from 'zustand'

const key = 'patchbay-editor-calls'

/** Whether calls are shown over the draft, in this browser, and how many reached each block: by its id, as far as it is known. */
export const useShownCalls = create<{
  on: boolean
  reached: Readonly<Record<string, number>>
  toggle: () => void
  count: (reached: Readonly<Record<string, number>>) => void
}>((set, get) => ({
  on: kept(),
  reached: {},
  toggle: () => {
    const on = !get().on
    try {
      localStorage.setItem(key, on ? 'on' : 'off')
    } catch {
      // A browser that keeps nothing still shows them for now.
    }
    set({ on })
  },
  count: (reached) => set({ reached }),
}))

function kept(): boolean {
  try {
    return localStorage.getItem(key) === 'on'
  } catch {
    return false
  }
}
