import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Dialog } from '@patchbay/ui/dialog'
import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { queryClient, trpc } from '../../app/trpc'

const form = z.object({
  key: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,39}$/, 'Use small letters, digits and _, beginning with a letter, such as “api_key”.'),
  value: z.string().min(1, 'Paste the secret.').max(4_000, 'A secret has at most 4,000 characters.'),
})

/** Sets a secret: a new one, or another value for one that is there. */
export function SecretDialog({ secret, onClose }: { secret: string | null; onClose: () => void }) {
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { key: secret ?? '', value: '' },
  })
  const set = useMutation(
    trpc.secrets.set.mutationOptions({
      onSuccess: async ({ key }) => {
        await queryClient.invalidateQueries(trpc.secrets.list.pathFilter())
        toast.success(`“${key}” is kept.`)
        onClose()
      },
    }),
  )
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={secret === null ? 'New secret' : `Replace “${secret}”`}
      description="It can be replaced at any time, and never be looked at again."
    >
      <form onSubmit={handleSubmit((filled) => set.mutate(filled))} className="grid gap-4" autoComplete="off">
        {secret === null ? (
          <Field label="Name" hint="How requests name it." error={formState.errors.key?.message}>
            {(control) => <TextInput {...control} {...register('key')} placeholder="api_key" mono spellCheck={false} />}
          </Field>
        ) : null}
        <Field label="Secret" error={formState.errors.value?.message}>
          {(control) => (
            <TextInput {...control} {...register('value')} type="password" autoComplete="new-password" mono />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={set.isPending}>
            Keep it
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
