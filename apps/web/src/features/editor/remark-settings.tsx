import { Button } from '@patchbay/ui/button'
import { Field } from '@patchbay/ui/field'
import { TextArea } from '@patchbay/ui/text-area'
import { TextInput } from '@patchbay/ui/text-input'
import { Trash2 } from 'lucide-react'
import { useEditor, useFlow } from './editor-context'

/** What a selected note says. */
export function NoteSettings({ id }: { id: string }) {
  const { flow } = useEditor()
  const note = useFlow((state) => state.document.ui.notes[id])
  if (!note) return null
  return (
    <div className="grid justify-items-stretch gap-3">
      <h2 className="font-semibold">A note</h2>
      <Field label="Text" hint="For whoever draws here: no caller ever hears it.">
        {(control) => (
          <TextArea
            {...control}
            rows={6}
            value={note.text}
            maxLength={2_000}
            placeholder="Mei records the new greeting on Monday."
            onChange={(event) =>
              flow.edit(
                'write a note',
                [{ type: 'note', id, note: { ...note, text: event.target.value } }],
                `note:${id}`,
              )
            }
          />
        )}
      </Field>
      <Remove id={id} what="note" />
    </div>
  )
}

/** What a selected group is called. */
export function GroupSettings({ id }: { id: string }) {
  const { flow } = useEditor()
  const group = useFlow((state) => state.document.ui.groups[id])
  if (!group) return null
  return (
    <div className="grid justify-items-stretch gap-3">
      <h2 className="font-semibold">A group</h2>
      <Field label="Title" hint="What stands in the frame moves with it. Deleting the group leaves its blocks.">
        {(control) => (
          <TextInput
            {...control}
            value={group.title}
            maxLength={80}
            autoComplete="off"
            onChange={(event) =>
              flow.edit(
                `rename “${group.title}”`,
                [{ type: 'group', id, group: { ...group, title: event.target.value } }],
                `group:${id}`,
              )
            }
          />
        )}
      </Field>
      <Remove id={id} what="group" />
    </div>
  )
}

function Remove({ id, what }: { id: string; what: 'note' | 'group' }) {
  const { flow, mayDraw } = useEditor()
  if (!mayDraw) return null
  return (
    <div className="border-t border-line pt-4">
      <Button variant="danger" size="small" icon={Trash2} onClick={() => flow.remove({ nodes: [id], edges: [] })}>
        Delete {what}
      </Button>
    </div>
  )
}
