import { Button } from '@patchbay/ui/button'
import { Dialog, DialogButtons } from '@patchbay/ui/dialog'
import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { sentenceOf, trpc } from '../../app/trpc'
import type { SavedView } from './views-panel'

export type NameViewDialogProps = {
  /** The view that gets another name, or null for a new one. */
  view: SavedView | null
  /** What a new one shows. */
  query: string
  onClose: () => void
}

/** Gives a name to what is shown, or another one to a view. */
export function NameViewDialog({ view, query, onClose }: NameViewDialogProps) {
  const client = useQueryClient()
  const [name, setName] = useState(view?.name ?? '')
  const options = {
    meta: { quiet: true },
    onSuccess: async () => {
      await client.invalidateQueries(trpc.views.list.pathFilter())
      onClose()
    },
  }
  const save = useMutation(trpc.views.save.mutationOptions(options))
  const change = useMutation(trpc.views.change.mutationOptions(options))
  const { error, isPending } = view ? change : save
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={view ? 'Rename the view' : 'Keep this view'}
      description="Everybody in the workspace finds it under Views."
    >
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (view) change.mutate({ id: view.id, name })
          else save.mutate({ name, query })
        }}
      >
        <Field label="Name" error={error ? sentenceOf(error) : undefined}>
          {(labelled) => (
            <TextInput
              {...labelled}
              value={name}
              maxLength={80}
              placeholder="Broken calls of this week"
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <DialogButtons>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={isPending} disabled={name.trim() === ''}>
            {view ? 'Rename' : 'Keep'}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
