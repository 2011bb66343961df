import { create } from 'zustand'

const key = 'patchbay-person'

type PersonState = { name: string; sign: (name: string) => void }

/** What whoever sits here calls themselves, in this browser: with it their versions and drafts are signed. */
export const usePerson = create<PersonState>((set) => ({
  name: kept(),
  sign: (name) => {
    try {
      localStorage.setItem(key, name)
    } catch {
      // A browser that keeps nothing still signs for now.
    }
    set({ name })
  },
}))

// Another window of this browser is the same person.
addEventListener('storage', (event) => {
  if (event.key === key) usePerson.setState({ name: event.newValue ?? '' })
})

function kept(): string {
  try {
    return localStorage.getItem(key) ?? ''
  } catch {
    return ''
  }
}
