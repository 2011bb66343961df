import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Dialog, DialogButtons } from '@patchbay/ui/dialog'
import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { givenName } from './given-name'

export type RenameDialogProps = {
  /** What is renamed: `flow`. */
  what: string
  name: string
  hint?: string
  busy: boolean
  onRename: (name: string) => void
  onClose: () => void
}

/** Asks for another name of something. */
export function RenameDialog({ what, name, hint, busy, onRename, onClose }: RenameDialogProps) {
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(z.object({ name: givenName(what) })),
    defaultValues: { name },
  })
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title={`Rename the ${what}`}>
      <form onSubmit={handleSubmit((given) => onRename(given.name))} className="grid gap-4">
        <Field label="Name" error={formState.errors.name?.message} {...(hint === undefined ? {} : { hint })}>
          {(control) => <TextInput {...control} {...register('name')} autoComplete="off" />}
        </Field>
        <DialogButtons>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            Rename
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
