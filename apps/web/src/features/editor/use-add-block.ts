import { type BlockType, blocks } from '@patchbay/blocks/blocks'
import { useReactFlow } from '@xyflow/react'
import { useCallback } from 'react'
import { useEditor } from './editor-context'
import { addAfter, addAt, freePlace } from './new-block'
import { useReveal } from './use-reveal'

/** Adds a block after the selected one; with none selected, in the middle of what is in view. */
export function useAddBlock(): (type: BlockType) => void {
  const { flow } = useEditor()
  const reveal = useReveal()
  const { screenToFlowPosition } = useReactFlow()
  return useCallback(
    (type) => {
      const { document: drawn, selection } = flow.getState()
      const after = blocks[type].group === 'start' ? undefined : selection.nodes.at(-1)
      const pane = document.querySelector('.react-flow__pane')?.getBoundingClientRect()
      const middle = pane
        ? screenToFlowPosition({ x: pane.left + pane.width / 3, y: pane.top + pane.height / 3 })
        : { x: 0, y: 0 }
      const { id, edits } =
        after === undefined ? addAt(drawn, freePlace(drawn, middle, 150), type) : addAfter(drawn, after, type)
      flow.edit(`add ${blocks[type].title}`, edits)
      flow.say(`Added ${blocks[type].title}.`)
      reveal(id)
    },
    [flow, reveal, screenToFlowPosition],
  )
}
