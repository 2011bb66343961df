import { type BlockType, blocks } from '@patchbay/blocks/blocks'
import { views } from '@patchbay/blocks/views'
import { Menu } from '@patchbay/ui/menu'
import { useReactFlow } from '@xyflow/react'
import { useEditor } from './editor-context'
import { exitsOf, typesAfter } from './flow-index'
import { type ExitEnd, leadToNew } from './lead-exit'
import { addAt } from './new-block'

/** A line that was drawn from an exit and let go over empty canvas, `at` in the window's pixels. */
export type LooseLine = ExitEnd & { at: { x: number; y: number } }

/** The blocks that fit at the end of a loose line; the one that is chosen stands there, and the line leads to it. */
export function ExitChooser({ line, onClose }: { line: LooseLine; onClose: () => void }) {
  const { flow } = useEditor()
  const { screenToFlowPosition } = useReactFlow()
  const from = flow.getState().document.nodes[line.from]
  const exit = from ? exitsOf(from).find(({ name }) => name === line.exit) : undefined
  if (!from || !exit) return null

  function add(type: BlockType) {
    const { x, y } = screenToFlowPosition(line.at)
    // The new block's own way in is at the pointer.
    const added = addAt(flow.getState().document, { x, y: y - 22 }, type)
    flow.select({ nodes: [leadToNew(flow, line, type, added)], edges: [] })
  }

  return (
    <Menu
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      align="start"
      trigger={
        <button
          type="button"
          tabIndex={-1}
          aria-label={`What comes next: ${exit.label}`}
          className="fixed size-0"
          style={{ left: line.at.x, top: line.at.y }}
        />
      }
      items={typesAfter(exit.over ?? false).map((type) => ({
        label: blocks[type].title,
        icon: views[type].icon,
        onSelect: () => add(type),
      }))}
    />
  )
}
