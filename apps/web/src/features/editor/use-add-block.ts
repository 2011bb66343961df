import { type BlockType, blocks } from '@patchbay/blocks/blocks'
import { useReactFlow } from '@xyflow/react'
import { useCallback } from 'react'
import { useEditor } from './editor-context'
import { middleOfCanvas } from './middle-of-canvas'
import { addAfter, addAt, cardWidth, estimatedHeight, freePlace, newNode } from './new-block'
import { useReveal } from './use-reveal'

/** Adds a block after the selected one; with none selected, in the middle of what is in view. Gives the new block's id. */
export function useAddBlock(): (type: BlockType) => string {
  const { flow } = useEditor()
  const reveal = useReveal()
  const { screenToFlowPosition } = useReactFlow()
  return useCallback(
    (type) => {
      const { document: drawn, selection } = flow.getState()
      const after = blocks[type].group === 'start' ? undefined : selection.nodes.at(-1)
      const middle = screenToFlowPosition(middleOfCanvas())
      const height = estimatedHeight(newNode(type, drawn))
      const corner = { x: Math.round(middle.x - cardWidth / 2), y: Math.round(middle.y - height / 2) }
      const { id, edits } =
        after === undefined ? addAt(drawn, freePlace(drawn, corner, height), type) : addAfter(drawn, after, type)
      flow.edit(`add ${blocks[type].title}`, edits)
      flow.say(`Added ${blocks[type].title}.`)
      reveal(id)
      return id
    },
    [flow, reveal, screenToFlowPosition],
  )
}
