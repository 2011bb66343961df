import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Field } from '@patchbay/ui/field'
import { Notice } from '@patchbay/ui/notice'
import { TextInput } from '@patchbay/ui/text-input'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { sentenceOf } from '../../app/trpc'
import { askAuth } from './ask-auth'
import { authClient } from './auth-client'
import { emailField } from './email-field'
import { useFocusFirst } from './use-focus-first'

const form = z.object({ email: emailField })

/** Asks for a link with which another password can be set. Whether there is such a person is not told. */
export function ForgotForm({ mail, email, onBack }: { mail: boolean; email: string; onBack: () => void }) {
  const { register, handleSubmit, formState } = useForm({ resolver: zodResolver(form), defaultValues: { email } })
  const ask = useMutation({
    mutationFn: ({ email }: z.output<typeof form>) =>
      askAuth(authClient.requestPasswordReset({ email, redirectTo: '/reset' })),
    meta: { quiet: true },
  })
  const focused = useFocusFirst<HTMLFormElement>()
  const back = <Button onClick={onBack}>Back to signing in</Button>
  if (ask.isSuccess)
    return (
      <div className="grid gap-4">
        <p role="status">
          {mail
            ? `If somebody is here with the address ${ask.variables.email}, a mail with a link is on its way there. Follow it within the hour.`
            : `If somebody is here with the address ${ask.variables.email}, there is a link for them in the server’s log. Ask whoever runs this Patchbay for it.`}
        </p>
        {back}
      </div>
    )
  return (
    <form ref={focused} onSubmit={handleSubmit((typed) => ask.mutate(typed))} className="grid gap-4" noValidate>
      <p className="text-soft">
        {mail
          ? 'You get a mail with a link, with which you set another password.'
          : 'This Patchbay sends no mail: the link with which you set another password goes to the server’s log, and whoever runs it can give it to you.'}
      </p>
      <Field label="E-mail" error={formState.errors.email?.message}>
        {(control) => (
          <TextInput
            {...control}
            {...register('email')}
            type="email"
            inputMode="email"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </Field>
      {ask.error ? <Notice kind="bad">{sentenceOf(ask.error)}</Notice> : null}
      <Button type="submit" variant="primary" busy={ask.isPending}>
        {mail ? 'Send me a link' : 'Ask for a link'}
      </Button>
      {back}
    </form>
  )
}
