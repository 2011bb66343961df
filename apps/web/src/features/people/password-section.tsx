import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Field } from '@patchbay/ui/field'
import { Notice } from '@patchbay/ui/notice'
import { Skeleton } from '@patchbay/ui/skeleton'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { AuthFault } from '../../app/auth-fault'
import { Section } from '../../app/section'
import type { Session } from '../../app/session'
import { queryClient, sentenceOf } from '../../app/trpc'
import { askAuth } from './ask-auth'
import { authClient } from './auth-client'
import { newPassword } from './new-password'
import { NewPasswordField } from './new-password-field'
import { PasswordInput } from './password-input'
import { refusedField } from './refused-field'
import { sessionsKey } from './sessions-key'
import { useHasPassword } from './use-has-password'

type Person = NonNullable<Session['person']>

/** Another password; every other session ends with the old one. */
export function PasswordSection({ person }: { person: Person }) {
  const has = useHasPassword()
  return (
    <Section title="Password" lead="Changing it signs you out everywhere else.">
      {has.isPending ? <Skeleton className="h-32" /> : null}
      {has.isError ? <Notice kind="bad">{sentenceOf(has.error)}</Notice> : null}
      {has.data === true ? <PasswordForm person={person} /> : null}
      {has.data === false ? (
        <p className="text-soft">You sign in without one. To have one as well, sign out and choose “Forgot it?”.</p>
      ) : null}
    </Section>
  )
}

const form = z.object({ current: z.string().min(1, 'Type the password that you have now.'), next: newPassword })

function PasswordForm({ person }: { person: Person }) {
  const { register, handleSubmit, formState, watch, reset } = useForm({
    resolver: zodResolver(form),
    defaultValues: { current: '', next: '' },
  })
  const change = useMutation({
    mutationFn: ({ current, next }: z.output<typeof form>) =>
      askAuth(authClient.changePassword({ currentPassword: current, newPassword: next, revokeOtherSessions: true })),
    meta: { quiet: true },
    onSuccess: () => {
      reset()
      toast.success('The new password is set. Everywhere else you are signed out.')
      void queryClient.invalidateQueries({ queryKey: sessionsKey })
    },
  })
  const wrong = change.error instanceof AuthFault && change.error.code === 'INVALID_PASSWORD'
  const refused = refusedField(change.error) === 'password'
  const { errors } = formState
  const told = change.error ? sentenceOf(change.error) : undefined
  return (
    <form onSubmit={handleSubmit((typed) => change.mutate(typed))} className="grid gap-4" noValidate>
      {/* Password managers keep a password under the name that stands beside it. */}
      <input type="text" hidden readOnly name="username" autoComplete="username" value={person.email} />
      <Field label="Password now" error={errors.current?.message ?? (wrong ? told : undefined)}>
        {(control) => <PasswordInput {...control} {...register('current')} autoComplete="current-password" />}
      </Field>
      <NewPasswordField
        label="New password"
        field={register('next')}
        value={watch('next')}
        whose={person}
        error={errors.next?.message ?? (refused ? told : undefined)}
      />
      {change.error && !wrong && !refused ? <Notice kind="bad">{told}</Notice> : null}
      <div className="flex justify-end">
        <Button type="submit" busy={change.isPending}>
          Change password
        </Button>
      </div>
    </form>
  )
}
