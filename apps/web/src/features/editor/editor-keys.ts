import { toast } from '@patchbay/ui/toast'
import { useEffect } from 'react'
import { duplicateSelected } from './clipboard'
import type { FlowStore } from './flow-store'
import { paletteSearchId } from './palette-search'

/** Whether a key press belongs to something that is typed into, or to a dialog. */
export function typing(event: Event): boolean {
  const { target } = event
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable || target.closest('input, textarea, select, [role="dialog"], [role="listbox"]') !== null
  )
}

function say(refusal: string | null): void {
  if (refusal !== null) toast.error(refusal)
}

/** Undo, redo, duplicate, select all, and the jump to the palette's search, from anywhere in the editor but a text field. */
export function useEditorKeys(flow: FlowStore): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (typing(event)) return
      const key = event.key.toLowerCase()
      const command = event.ctrlKey || event.metaKey
      if (command && key === 'z') (event.shiftKey ? flow.redo : flow.undo)()
      else if (command && key === 'y') flow.redo()
      else if (command && key === 'd') say(duplicateSelected(flow))
      else if (command && key === 'a') flow.select({ nodes: Object.keys(flow.getState().document.nodes), edges: [] })
      else if (!command && key === '/') document.getElementById(paletteSearchId)?.focus()
      else return
      event.preventDefault()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [flow])
}
