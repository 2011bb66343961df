import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Field } from '@patchbay/ui/field'
import { Notice } from '@patchbay/ui/notice'
import { TextInput } from '@patchbay/ui/text-input'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { sentenceOf, trpc } from '../../app/trpc'
import { emailField } from './email-field'
import { Entrance } from './entrance'
import { goOn } from './go-on'
import { newPassword } from './new-password'
import { NewPasswordField } from './new-password-field'
import { personName } from './person-name'
import { refusedField } from './refused-field'
import { signInWith } from './sign-in-with'
import { useFocusFirst } from './use-focus-first'

const form = z.object({
  code: z.string().trim().min(1, 'Type the code that the server printed when it started.'),
  name: personName,
  email: emailField,
  password: newPassword,
})
type Filled = z.output<typeof form>

/** The very first visit: whoever can read what the server printed becomes its first owner. */
export function WelcomePage({ next }: { next: string }) {
  const { register, handleSubmit, formState, watch } = useForm<z.input<typeof form>, unknown, Filled>({
    resolver: zodResolver(form),
    defaultValues: { code: '', name: '', email: '', password: '' },
  })
  const create = useMutation(trpc.people.begin.mutationOptions({ meta: { quiet: true } }))
  const begin = useMutation({
    mutationFn: async (filled: Filled) => {
      await create.mutateAsync(filled)
      // There is an owner now, whatever becomes of this: else the next page asks for it.
      await signInWith(filled).catch(() => {})
    },
    meta: { quiet: true },
    onSuccess: () => goOn(next),
  })
  const refused = refusedField(begin.error)
  const { errors } = formState
  const told = (field: keyof Filled) =>
    errors[field]?.message ?? (refused === field ? sentenceOf(begin.error) : undefined)
  return (
    <Entrance
      title="Welcome to Patchbay"
      lead="Nobody owns this Patchbay yet. Whoever started it becomes its first owner."
    >
      <form
        ref={useFocusFirst<HTMLFormElement>()}
        onSubmit={handleSubmit((filled) => begin.mutate(filled))}
        className="grid gap-4"
        noValidate
      >
        <Field
          label="Code"
          hint="The server printed it where it was started: in the terminal, or in its container’s log."
          error={told('code')}
        >
          {(control) => (
            <TextInput
              {...control}
              {...register('code')}
              mono
              autoComplete="off"
              autoCapitalize="characters"
              spellCheck={false}
              placeholder="XXXX-XXXX"
            />
          )}
        </Field>
        <Field label="Your name" error={told('name')}>
          {(control) => <TextInput {...control} {...register('name')} autoComplete="name" />}
        </Field>
        <Field label="E-mail" hint="With it you sign in." error={told('email')}>
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
        <NewPasswordField
          field={register('password')}
          value={watch('password')}
          whose={{ name: watch('name'), email: watch('email') }}
          error={told('password')}
        />
        {begin.error && refused === null ? <Notice kind="bad">{sentenceOf(begin.error)}</Notice> : null}
        <Button type="submit" variant="primary" busy={begin.isPending}>
          Begin
        </Button>
      </form>
    </Entrance>
  )
}
