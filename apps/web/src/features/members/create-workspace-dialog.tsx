import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Dialog, DialogButtons } from '@patchbay/ui/dialog'
import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { givenName } from '../../app/given-name'
import { sentenceOf, trpc } from '../../app/trpc'

/** Makes a workspace of one's own, and opens it. */
export function CreateWorkspaceDialog({ onClose }: { onClose: () => void }) {
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(z.object({ name: givenName('workspace') })),
    defaultValues: { name: '' },
  })
  const create = useMutation(
    trpc.workspaces.create.mutationOptions({
      meta: { quiet: true },
      onSuccess: ({ slug }) => location.assign(`/w/${slug}/flows`),
    }),
  )
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="New workspace"
      description="It has its own flows, numbers, calls and members, and you own it. Nobody else sees it before you invite them."
    >
      <form onSubmit={handleSubmit(({ name }) => create.mutate({ name }))} className="grid gap-4">
        <Field
          label="Name"
          error={formState.errors.name?.message ?? (create.error ? sentenceOf(create.error) : undefined)}
        >
          {(control) => (
            <TextInput {...control} {...register('name')} autoComplete="off" placeholder="Harbour Bakery" />
          )}
        </Field>
        <DialogButtons>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={create.isPending || create.isSuccess}>
            Create and open
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
