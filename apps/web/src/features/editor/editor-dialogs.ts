import { create } from 'zustand'

export type EditorDialog = 'publish' | 'commands' | 'keys'

/** Which dialog of the editor is open; opened from buttons, keys and the list of commands. */
export const useEditorDialogs = create<{
  open: EditorDialog | null
  show: (dialog: EditorDialog) => void
  close: () => void
}>((set) => ({
  open: null,
  show: (open) => set({ open }),
  close: () => set({ open: null }),
}))
