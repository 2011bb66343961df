import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Dialog, DialogButtons } from '@patchbay/ui/dialog'
import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { useLocation } from 'wouter'
import { z } from 'zod'
import { givenName } from '../../app/given-name'
import { keyOfName, keySchema } from '../../app/key'
import { trpc } from '../../app/trpc'
import { refreshPrompts } from './prompt-files'

const form = z.object({ name: givenName('prompt'), key: keySchema })

/** Makes a prompt, then goes to its page, where it gets something to say. */
export function NewPromptDialog({ onClose }: { onClose: () => void }) {
  const [, go] = useLocation()
  const { register, handleSubmit, formState, setValue, getFieldState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { name: '', key: '' },
  })
  const create = useMutation(
    trpc.prompts.create.mutationOptions({
      onSuccess: async ({ id }) => {
        await refreshPrompts()
        onClose()
        go(`/prompts/${id}`)
      },
    }),
  )
  const name = register('name', {
    onChange: (event: { target: { value: string } }) => {
      if (!getFieldState('key').isDirty) setValue('key', keyOfName(event.target.value, 'prompt'))
    },
  })
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title="New prompt">
      <form onSubmit={handleSubmit((values) => create.mutate(values))} className="grid gap-4">
        <Field label="Name" error={formState.errors.name?.message}>
          {(control) => <TextInput {...control} {...name} autoComplete="off" autoFocus />}
        </Field>
        <Field
          label="Key"
          hint="Flows name it by this. It can’t be changed later."
          error={formState.errors.key?.message}
        >
          {(control) => <TextInput {...control} {...register('key')} mono autoComplete="off" spellCheck={false} />}
        </Field>
        <DialogButtons>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={create.isPending}>
            Create
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
