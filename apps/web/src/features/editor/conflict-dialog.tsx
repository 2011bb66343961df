import { blocks } from '@patchbay/blocks/blocks'
import { changesOf } from '@patchbay/flow/changes'
import type { FlowDocument } from '@patchbay/flow/document'
import { compareSides, languagePart, mergeSides, settingPart } from '@patchbay/flow/merge'
import { Button } from '@patchbay/ui/button'
import { Dialog } from '@patchbay/ui/dialog'
import { useMemo, useState } from 'react'
import { ago } from '../../app/moment'
import type { Conflict } from './autosave'
import { ChangeList } from './change-list'
import { useEditor, useFlow, useSaving } from './editor-context'
import { nameOf } from './flow-index'

/** Somebody else saved this flow meanwhile. Nothing is overwritten until somebody says what shall become of both sides. */
export function ConflictDialog() {
  const conflict = useSaving((state) => state.conflict)
  return conflict ? <Sides key={conflict.theirs.revision} conflict={conflict} /> : null
}

function Sides({ conflict: { base, theirs } }: { conflict: Conflict }) {
  const { autosave } = useEditor()
  const mine = useFlow((state) => state.document)
  const [open, setOpen] = useState(true)
  const [keptMine, setKeptMine] = useState<ReadonlySet<string>>(new Set())
  const sides = useMemo(
    () => ({
      mine: changesOf(blocks, base, mine),
      theirs: changesOf(blocks, base, theirs.document),
      merge: compareSides(base, mine, theirs.document),
    }),
    [base, mine, theirs],
  )
  if (!open)
    return (
      <Button size="small" className="fixed right-4 bottom-14 z-30 shadow-float" onClick={() => setOpen(true)}>
        This flow was changed elsewhere. Choose…
      </Button>
    )
  const who = theirs.savedBy || 'Somebody, or another window of yours,'
  const { contested } = sides.merge
  const choose = (id: string, side: 'mine' | 'theirs') =>
    setKeptMine((before) => {
      const next = new Set(before)
      if (side === 'mine') next.add(id)
      else next.delete(id)
      return next
    })
  return (
    <Dialog
      open
      onOpenChange={setOpen}
      width="large"
      title="This flow was changed elsewhere"
      description={`${who} saved it ${ago(theirs.updatedAt)}, after you opened it. Nothing has been overwritten.`}
      footer={
        <>
          <Button onClick={() => autosave.settle('take the other one', theirs.document)}>Take the other one</Button>
          <Button onClick={() => autosave.settle('keep mine', mine)}>Keep mine</Button>
          <Button
            variant="primary"
            onClick={() => autosave.settle('merge both', mergeSides(base, mine, theirs.document, keptMine))}
          >
            Merge both
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        <div className="grid gap-3 sm:grid-cols-2">
          <Side title="Yours, not saved yet" changes={sides.mine} />
          <Side title="The other one, saved" changes={sides.theirs} />
        </div>
        {contested.length === 0 ? (
          <p className="text-soft">
            They do not touch the same blocks, so “Merge both” keeps every change. Ctrl Z brings yours back.
          </p>
        ) : (
          <div className="grid gap-2">
            <p className="text-soft">
              {contested.length === 1 ? 'One thing was' : `${contested.length} things were`} changed on both sides.
              Choose which to keep when you merge:
            </p>
            {contested.map((id) => (
              <fieldset
                key={id}
                className="flex flex-wrap items-center gap-x-4 gap-y-1 rounded-control border border-line px-3 py-2"
              >
                <legend className="sr-only">{labelOf(id, mine, theirs.document)}</legend>
                <span aria-hidden className="min-w-0 flex-1 truncate font-medium">
                  {labelOf(id, mine, theirs.document)}
                </span>
                {(['mine', 'theirs'] as const).map((side) => (
                  <label key={side} className="flex items-center gap-1.5">
                    <input
                      type="radio"
                      name={`keep-${id}`}
                      checked={keptMine.has(id) === (side === 'mine')}
                      onChange={() => choose(id, side)}
                      className="size-4 accent-(--block-middle)"
                    />
                    {side === 'mine' ? 'Mine' : 'The other one'}
                  </label>
                ))}
              </fieldset>
            ))}
          </div>
        )}
      </div>
    </Dialog>
  )
}

function Side({ title, changes }: { title: string; changes: ReturnType<typeof changesOf> }) {
  return (
    <section aria-label={title} className="min-w-0 rounded-control border border-line p-3">
      <h3 className="mb-1.5 font-semibold">{title}</h3>
      <ChangeList changes={changes} none="Nothing that can be seen." />
    </section>
  )
}

function labelOf(id: string, ...documents: FlowDocument[]): string {
  if (id === languagePart) return 'The language of prompts'
  if (id.startsWith(settingPart)) {
    const key = id.slice(settingPart.length)
    const labels = documents.flatMap(({ settings }) => settings[key]?.label || [])
    return `The setting “${labels[0] ?? key}”`
  }
  for (const { nodes, ui } of documents) {
    const node = nodes[id]
    if (node) return `“${nameOf(node)}”`
    const remark = ui.notes[id]?.text ?? ui.groups[id]?.title
    if (remark !== undefined) return `The note “${remark.slice(0, 40)}”`
  }
  return 'Something that both deleted'
}
