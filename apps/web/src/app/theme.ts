import { create } from 'zustand'

export type Theme = 'light' | 'dark'

const key = 'patchbay-theme'
const system = matchMedia('(prefers-color-scheme: dark)')

type ThemeState = { theme: Theme; toggle: () => void }

/** Which light the pages stand in: the system's, until somebody chooses. */
export const useTheme = create<ThemeState>((set, get) => ({
  theme: kept() ?? (system.matches ? 'dark' : 'light'),
  toggle: () => {
    const theme = get().theme === 'dark' ? 'light' : 'dark'
    try {
      localStorage.setItem(key, theme)
    } catch {
      // A browser that keeps nothing still switches for now.
    }
    set({ theme })
  },
}))

useTheme.subscribe(({ theme }) => {
  document.documentElement.dataset.theme = theme
})

system.addEventListener('change', (event) => {
  if (kept() === null) useTheme.setState({ theme: event.matches ? 'dark' : 'light' })
})

function kept(): Theme | null {
  try {
    const value = localStorage.getItem(key)
    return value === 'dark' || value === 'light' ? value : null
  } catch {
    return null
  }
}
