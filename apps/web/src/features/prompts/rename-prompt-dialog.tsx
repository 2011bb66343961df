import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Dialog, DialogButtons } from '@patchbay/ui/dialog'
import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { trpc } from '../../app/trpc'
import { refreshPrompts } from './prompt-files'
import { promptName } from './prompt-name'

const form = z.object({ name: promptName })

/** Gives a prompt another name. */
export function RenamePromptDialog({ prompt, onClose }: { prompt: { id: string; name: string }; onClose: () => void }) {
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { name: prompt.name },
  })
  const rename = useMutation(
    trpc.prompts.rename.mutationOptions({
      onSuccess: async () => {
        await refreshPrompts()
        onClose()
      },
    }),
  )
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title="Rename the prompt">
      <form onSubmit={handleSubmit(({ name }) => rename.mutate({ id: prompt.id, name }))} className="grid gap-4">
        <Field label="Name" hint="Its key stays, so no flow changes." error={formState.errors.name?.message}>
          {(control) => <TextInput {...control} {...register('name')} autoComplete="off" />}
        </Field>
        <DialogButtons>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={rename.isPending}>
            Rename
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
