import { zodResolver } from '@hookform/resolvers/zod'
import { Button, buttonLook } from '@patchbay/ui/button'
import { Notice } from '@patchbay/ui/notice'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { sentenceOf } from '../../app/trpc'
import { askAuth } from './ask-auth'
import { authClient } from './auth-client'
import { Entrance } from './entrance'
import { newPassword } from './new-password'
import { NewPasswordField } from './new-password-field'
import { refusedField } from './refused-field'
import { useFocusFirst } from './use-focus-first'

const form = z.object({ password: newPassword })

/** Where the link in a mail leads with which somebody sets another password. `token` is its secret part; empty: it was no good. */
export function ResetPage({ token }: { token: string }) {
  const { register, handleSubmit, formState, watch } = useForm({
    resolver: zodResolver(form),
    defaultValues: { password: '' },
  })
  const reset = useMutation({
    mutationFn: ({ password }: z.output<typeof form>) =>
      askAuth(authClient.resetPassword({ newPassword: password, token })),
    meta: { quiet: true },
  })
  const focused = useFocusFirst<HTMLFormElement>()
  const signIn = (
    <a href="/" className={`${buttonLook('primary')} mt-4 w-full`}>
      Go to signing in
    </a>
  )
  if (token === '')
    return (
      <Entrance title="This link can’t be used">
        <p>It was used before, or is too old. Choose “Forgot it?” where you sign in to get a new one.</p>
        {signIn}
      </Entrance>
    )
  if (reset.isSuccess)
    return (
      <Entrance title="The new password is set">
        <p role="status">You are signed out everywhere. Sign in with the new password.</p>
        {signIn}
      </Entrance>
    )
  const refused = refusedField(reset.error)
  return (
    <Entrance title="Set a new password">
      <form ref={focused} onSubmit={handleSubmit((typed) => reset.mutate(typed))} className="grid gap-4" noValidate>
        <NewPasswordField
          label="New password"
          field={register('password')}
          value={watch('password')}
          whose={{ name: '', email: '' }}
          error={formState.errors.password?.message ?? (refused === 'password' ? sentenceOf(reset.error) : undefined)}
        />
        {reset.error && refused === null ? <Notice kind="bad">{sentenceOf(reset.error)}</Notice> : null}
        <Button type="submit" variant="primary" busy={reset.isPending}>
          Set the password
        </Button>
      </form>
    </Entrance>
  )
}
