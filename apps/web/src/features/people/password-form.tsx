import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Field } from '@patchbay/ui/field'
import { Notice } from '@patchbay/ui/notice'
import { TextInput } from '@patchbay/ui/text-input'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { AuthFault } from '../../app/auth-fault'
import { sentenceOf } from '../../app/trpc'
import { askAuth } from './ask-auth'
import { authClient } from './auth-client'
import { emailField } from './email-field'
import { PasswordInput } from './password-input'
import { useFocusFirst } from './use-focus-first'

const form = z.object({ email: emailField, password: z.string().min(1, 'Type your password.') })

export type PasswordFormProps = {
  email: string
  offersPasskey: boolean
  onSignedIn: () => void
  onSecondStep: () => void
  onForgot: (email: string) => void
}

/** E-mail address and password. */
export function PasswordForm({ email, offersPasskey, onSignedIn, onSecondStep, onForgot }: PasswordFormProps) {
  const { register, handleSubmit, formState, getValues, setFocus } = useForm({
    resolver: zodResolver(form),
    defaultValues: { email, password: '' },
  })
  const signIn = useMutation({
    mutationFn: (typed: z.output<typeof form>) => askAuth(authClient.signIn.email(typed)),
    meta: { quiet: true },
    onSuccess: (answer) => ('twoFactorRedirect' in answer && answer.twoFactorRedirect ? onSecondStep() : onSignedIn()),
    onError: () => setFocus('password', { shouldSelect: true }),
  })
  const wrong = signIn.error instanceof AuthFault && signIn.error.code === 'INVALID_EMAIL_OR_PASSWORD'
  const also = offersPasskey ? ' webauthn' : ''
  return (
    <form
      ref={useFocusFirst<HTMLFormElement>()}
      onSubmit={handleSubmit((typed) => signIn.mutate(typed))}
      className="grid gap-4"
      noValidate
    >
      <Field label="E-mail" error={formState.errors.email?.message}>
        {(control) => (
          <TextInput
            {...control}
            {...register('email')}
            type="email"
            inputMode="email"
            autoComplete={`username${also}`}
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </Field>
      <Field
        label="Password"
        error={formState.errors.password?.message ?? (wrong ? sentenceOf(signIn.error) : undefined)}
        aside={
          <button
            type="button"
            className="underline hover:text-ink"
            onClick={() => onForgot(getValues('email').trim())}
          >
            Forgot it?
          </button>
        }
      >
        {(control) => <PasswordInput {...control} {...register('password')} autoComplete={`current-password${also}`} />}
      </Field>
      {signIn.error && !wrong ? <Notice kind="bad">{sentenceOf(signIn.error)}</Notice> : null}
      <Button type="submit" variant="primary" busy={signIn.isPending}>
        Sign in
      </Button>
    </form>
  )
}
