import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Dialog, DialogButtons } from '@patchbay/ui/dialog'
import { Field } from '@patchbay/ui/field'
import { Select } from '@patchbay/ui/select'
import { TextInput } from '@patchbay/ui/text-input'
import { useMutation } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { queryClient, sentenceOf, trpc } from '../../app/trpc'
import { emailField } from '../people/email-field'
import { InviteLink } from './invite-link'
import { roleOptions, roleWords } from './role-words'

const form = z.object({ email: emailField, role: z.enum(['owner', 'builder', 'operator', 'viewer']) })

/** Invites somebody; then shows the link that they join with, once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { register, control, handleSubmit, formState, watch } = useForm<
    z.input<typeof form>,
    unknown,
    z.output<typeof form>
  >({ resolver: zodResolver(form), defaultValues: { email: '', role: 'builder' } })
  const invite = useMutation(
    trpc.members.invite.mutationOptions({
      meta: { quiet: true },
      onSuccess: () => queryClient.invalidateQueries(trpc.members.pathFilter()),
    }),
  )
  if (invite.data) return <InviteLink email={invite.variables.email} {...invite.data} onClose={onClose} />
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Invite somebody"
      description="You get a link for them, good for seven days and for one person."
    >
      <form onSubmit={handleSubmit((filled) => invite.mutate(filled))} className="grid gap-4" noValidate>
        <Field
          label="E-mail"
          error={formState.errors.email?.message ?? (invite.error ? sentenceOf(invite.error) : undefined)}
        >
          {(labelled) => (
            <TextInput
              {...labelled}
              {...register('email')}
              type="email"
              inputMode="email"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              placeholder="mei@example.com"
            />
          )}
        </Field>
        <Field label="Role" hint={roleWords[watch('role')].does}>
          {(labelled) => (
            <Controller
              control={control}
              name="role"
              render={({ field }) => (
                <Select {...labelled} value={field.value} onChange={field.onChange} options={roleOptions} />
              )}
            />
          )}
        </Field>
        <DialogButtons>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={invite.isPending}>
            Invite
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
