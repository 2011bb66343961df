import { toast } from '@patchbay/ui/toast'
import { useReactFlow } from '@xyflow/react'
import { useEffect } from 'react'
import { copySelected, cutSelected, paste } from './clipboard'
import { useEditor } from './editor-context'
import { typing } from './editor-keys'
import { middleOfCanvas } from './middle-of-canvas'

/** Copy, cut and paste by the browser's own commands, as text: between flows, windows and people. */
export function useClipboard(): void {
  const { flow, narrow, mayDraw } = useEditor()
  const { screenToFlowPosition } = useReactFlow()
  useEffect(() => {
    if (narrow) return
    const give = (take: typeof copySelected) => (event: ClipboardEvent) => {
      if (typing(event) || !getSelection()?.isCollapsed) return
      const text = take(flow)
      if (text === null) return
      event.clipboardData?.setData('text/plain', text)
      event.preventDefault()
    }
    const onPaste = (event: ClipboardEvent) => {
      const text = event.clipboardData?.getData('text/plain') ?? ''
      if (typing(event) || text === '') return
      event.preventDefault()
      const refusal = paste(flow, text, screenToFlowPosition(middleOfCanvas()))
      if (refusal !== null) toast.error(refusal)
    }
    const [onCopy, onCut] = [give(copySelected), give(cutSelected)]
    addEventListener('copy', onCopy)
    if (mayDraw) {
      addEventListener('cut', onCut)
      addEventListener('paste', onPaste)
    }
    return () => {
      removeEventListener('copy', onCopy)
      removeEventListener('cut', onCut)
      removeEventListener('paste', onPaste)
    }
  }, [flow, narrow, mayDraw, screenToFlowPosition])
}
