import { create } from 'zustand'

export type LeftTab = 'blocks' | 'outline'

/** What stands left of the canvas, and who asked for focus in the outline: `wanted` is kept until it has come. */
export const useLeftColumn = create<{
  tab: LeftTab
  wanted: { block: string | null } | null
  show: (tab: LeftTab) => void
  /** Shows the outline with focus on a block's row, or on the row that had it last. */
  focusOutline: (block: string | null) => void
  served: () => void
}>((set) => ({
  tab: 'blocks',
  wanted: null,
  show: (tab) => set({ tab }),
  focusOutline: (block) => set({ tab: 'outline', wanted: { block } }),
  served: () => set({ wanted: null }),
}))
