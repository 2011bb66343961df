import { createContext, type ReactNode, useContext } from 'react'
import { useStore } from 'zustand'
import type { Autosave, SaveState } from './autosave'
import type { FlowState, FlowStore } from './flow-store'

type Open = {
  flowId: string
  /** What the flow is called now. */
  name: string
  flow: FlowStore
  autosave: Autosave
  narrow: boolean
  /** Whether who looks may change the flow. */
  mayDraw: boolean
}

const EditorContext = createContext<Open | null>(null)

/** Gives everything below it the flow that is open. `narrow`: the screen is a phone's, so the canvas is for looking. */
export function EditorProvider({ children, ...open }: Open & { children: ReactNode }) {
  return <EditorContext value={open}>{children}</EditorContext>
}

/** The flow that is open, and its saving. */
export function useEditor(): Open {
  const open = useContext(EditorContext)
  if (!open) throw new Error('useEditor belongs below EditorProvider.')
  return open
}

/** Part of the open flow's state; drawn anew when that part changes. */
export function useFlow<T>(select: (state: FlowState) => T): T {
  return useStore(useEditor().flow, select)
}

/** Part of the state of saving. */
export function useSaving<T>(select: (state: SaveState) => T): T {
  return useStore(useEditor().autosave, select)
}
