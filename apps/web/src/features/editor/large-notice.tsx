import { IconButton } from '@patchbay/ui/icon-button'
import { Notice } from '@patchbay/ui/notice'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useFlow } from './editor-context'
import { isLarge } from './large-flow'

/** Says once that a flow is large, and what that means. It lies over the canvas, so that nothing moves when it goes. */
export function LargeNotice() {
  const blocks = useFlow((state) => Object.keys(state.document.nodes).length)
  const shown = useFlow((state) => isLarge(state.document))
  const [dismissed, setDismissed] = useState(false)
  if (dismissed || !shown) return null
  return (
    <Notice
      className="absolute top-3 left-3 z-5 max-w-md items-center! bg-panel shadow-card"
      action={<IconButton label="Close this notice" icon={X} onClick={() => setDismissed(true)} />}
    >
      This flow has {blocks.toLocaleString('en')} blocks. Problems are found and drafts saved a little later than usual,
      and tidying up takes a while.
    </Notice>
  )
}
