import { applyEdit, type Edit } from '@patchbay/flow/edit'
import { toast } from '@patchbay/ui/toast'
import { useReactFlow } from '@xyflow/react'
import { useCallback } from 'react'
import { useEditor } from './editor-context'
import { refit } from './remarks'
import { tidyPlaces } from './tidy'
import { useFit } from './use-fit'

/** Puts the selected blocks in order, or all of them where fewer than two are selected. One step of the history. */
export function useTidy(): () => Promise<void> {
  const { flow } = useEditor()
  const { getNode } = useReactFlow()
  const showAll = useFit()
  return useCallback(async () => {
    const { document, selection } = flow.getState()
    const some = selection.nodes.length > 1
    const ids = some ? selection.nodes.filter((id) => document.nodes[id]) : Object.keys(document.nodes)
    try {
      const positions = await tidyPlaces(document, ids, (id) => getNode(id)?.measured?.height)
      const move: Edit = { type: 'move', positions }
      const frames = refit(document, applyEdit(document, move))
      flow.edit(some ? `tidy up ${ids.length} blocks` : 'tidy up', [move, ...frames])
      flow.say(some ? `Tidied up ${ids.length} blocks.` : 'Tidied up the flow.')
      if (!some) requestAnimationFrame(() => showAll())
    } catch {
      toast.error('The layout could not be loaded. Check the connection and try again.')
    }
  }, [flow, getNode, showAll])
}
