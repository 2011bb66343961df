import { Button } from '@patchbay/ui/button'
import { Dialog } from '@patchbay/ui/dialog'
import { useState } from 'react'
import { ago } from '../../app/moment'
import type { Theirs } from './autosave'
import { useEditor, useFlow, useSaving } from './editor-context'

/** Somebody else saved this flow meanwhile. Nothing is overwritten until one of the two is chosen. */
export function ConflictDialog() {
  const theirs = useSaving((state) => state.theirs)
  return theirs ? <Conflict key={theirs.revision} theirs={theirs} /> : null
}

function Conflict({ theirs }: { theirs: Theirs }) {
  const { autosave } = useEditor()
  const mine = useFlow((state) => state.document)
  const [open, setOpen] = useState(true)
  const count = (document: { nodes: object }) => {
    const blocks = Object.keys(document.nodes).length
    return blocks === 1 ? '1 block' : `${blocks} blocks`
  }
  if (!open)
    return (
      <Button size="small" className="fixed right-4 bottom-14 z-30 shadow-float" onClick={() => setOpen(true)}>
        This flow was changed elsewhere. Choose…
      </Button>
    )
  return (
    <Dialog
      open
      onOpenChange={setOpen}
      width="medium"
      title="This flow was changed elsewhere"
      description="Somebody, or another window of yours, saved it after you opened it. Nothing has been overwritten."
      footer={
        <>
          <Button onClick={() => autosave.settle('theirs')}>Take the other one</Button>
          <Button variant="primary" onClick={() => autosave.settle('mine')}>
            Keep mine
          </Button>
        </>
      }
    >
      <dl className="grid grid-cols-2 gap-3">
        <div className="rounded-control border border-line p-3">
          <dt className="font-semibold">Yours</dt>
          <dd className="text-soft">{count(mine)}, not saved yet</dd>
        </div>
        <div className="rounded-control border border-line p-3">
          <dt className="font-semibold">The other one</dt>
          <dd className="text-soft">
            {count(theirs.document)}, saved {ago(theirs.updatedAt)}
          </dd>
        </div>
      </dl>
      <p className="mt-3 text-soft">
        “Keep mine” saves yours on top of it. “Take the other one” shows it here; Ctrl Z brings yours back.
      </p>
    </Dialog>
  )
}
