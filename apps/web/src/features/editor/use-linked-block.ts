import { useStore } from '@xyflow/react'
import { useEffect, useRef } from 'react'
import { useSearchParams } from 'wouter'
import { useEditor } from './editor-context'
import { useReveal } from './use-reveal'

/** Goes to the block that the page's address names (`?block=menu`), once the canvas is there; then it goes from the address. */
export function useLinkedBlock(): void {
  const { flow, narrow } = useEditor()
  const reveal = useReveal()
  const ready = useStore((state) => state.width > 0)
  const [search, setSearch] = useSearchParams()
  const linked = search.get('block')
  const gone = useRef<string | null>(null)
  useEffect(() => {
    if (linked === null || gone.current === linked || (!ready && !narrow)) return
    gone.current = linked
    if (flow.getState().document.nodes[linked]) reveal(linked)
    else flow.say('The block that the link leads to is not in the draft any more.')
    setSearch(
      (before) => {
        const next = new URLSearchParams(before)
        next.delete('block')
        return next
      },
      { replace: true },
    )
  }, [linked, ready, narrow, flow, reveal, setSearch])
}
