import { NodeResizer } from '@xyflow/react'
import { useEditor } from './editor-context'
import { leastSize } from './remarks'

/** The handles that make a selected note or group larger or smaller; one step of the history when they are let go. */
export function Resizer({ id }: { id: string }) {
  const { flow } = useEditor()
  return (
    <NodeResizer
      minWidth={leastSize * 2}
      minHeight={leastSize}
      onResizeEnd={(_, { x, y, width, height }) => {
        const { notes, groups } = flow.getState().document.ui
        const box = { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) }
        const [note, group] = [notes[id], groups[id]]
        if (note) flow.edit('resize a note', [{ type: 'note', id, note: { ...note, ...box } }])
        if (group) flow.edit(`resize “${group.title}”`, [{ type: 'group', id, group: { ...group, ...box } }])
      }}
    />
  )
}
