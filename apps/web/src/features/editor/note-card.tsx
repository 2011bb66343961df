import type { FlowNote } from '@patchbay/flow/document'
import type { NodeProps } from '@xyflow/react'
import { clsx } from 'clsx'
import { memo } from 'react'
import type { NoteNode } from './canvas-nodes'
import { useEditor } from './editor-context'
import { Resizer } from './resizer'

/** A sticky note on the canvas on which it is drawn. */
export const NoteCard = memo(function NoteCard({ id, data, selected }: NodeProps<NoteNode>) {
  const { mayDraw } = useEditor()
  return (
    <>
      {selected && mayDraw ? <Resizer id={id} /> : null}
      <NoteFace note={data.note} selected={selected} />
    </>
  )
})

/** What a note looks like on any canvas. Text that is too long for it is clipped; the settings show all of it. */
export function NoteFace({ note, selected = false }: { note: FlowNote; selected?: boolean }) {
  return (
    <div
      className={clsx(
        'size-full overflow-hidden rounded-[6px] border bg-note p-2.5 text-[13px] leading-snug whitespace-pre-wrap break-words text-note-ink shadow-card',
        selected ? 'border-focus ring-1 ring-focus' : 'border-note-line',
      )}
    >
      {note.text === '' ? <span className="opacity-70">An empty note</span> : note.text}
    </div>
  )
}
