import type { FlowGroup } from '@patchbay/flow/document'
import type { NodeProps } from '@xyflow/react'
import { clsx } from 'clsx'
import { memo } from 'react'
import type { GroupNode } from './canvas-nodes'
import { useEditor } from './editor-context'
import { Resizer } from './resizer'

/** A group on the canvas on which it is drawn. */
export const GroupFrame = memo(function GroupFrame({ id, data, selected }: NodeProps<GroupNode>) {
  const { mayDraw } = useEditor()
  return (
    <>
      {selected && mayDraw ? <Resizer id={id} /> : null}
      <GroupFace group={data.group} selected={selected} />
    </>
  )
})

/** What a group looks like on any canvas: a title, and a frame behind the blocks. */
export function GroupFace({ group, selected = false }: { group: FlowGroup; selected?: boolean }) {
  return (
    <div
      className={clsx(
        'size-full rounded-card border bg-soft/6 px-3 py-2',
        selected ? 'border-focus ring-1 ring-focus' : 'border-line',
      )}
    >
      <span className="block truncate font-semibold text-soft">{group.title}</span>
    </div>
  )
}
