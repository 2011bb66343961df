import { zodResolver } from '@hookform/resolvers/zod'
import { Button, buttonLook } from '@patchbay/ui/button'
import { Field } from '@patchbay/ui/field'
import { Notice } from '@patchbay/ui/notice'
import { TextInput } from '@patchbay/ui/text-input'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { sentenceOf, trpc } from '../../app/trpc'
import { goOn } from './go-on'
import { newPassword } from './new-password'
import { NewPasswordField } from './new-password-field'
import { personName } from './person-name'
import { refusedField } from './refused-field'
import { signInWith } from './sign-in-with'
import { useFocusFirst } from './use-focus-first'

const form = z.object({ name: personName, password: newPassword })
type Filled = z.output<typeof form>

/** For whoever is new here: what they are called, and the password that they will sign in with. */
export function JoinForm({ token, email }: { token: string; email: string }) {
  const { register, handleSubmit, formState, watch } = useForm<z.input<typeof form>, unknown, Filled>({
    resolver: zodResolver(form),
    defaultValues: { name: '', password: '' },
  })
  const accept = useMutation(trpc.people.join.mutationOptions({ meta: { quiet: true } }))
  const join = useMutation({
    mutationFn: async (filled: Filled) => {
      const { slug } = await accept.mutateAsync({ token, ...filled })
      try {
        await signInWith({ email, password: filled.password })
      } catch (error) {
        // They have joined all the same; perhaps their address has to be confirmed first.
        return sentenceOf(error)
      }
      goOn(`/w/${slug}/flows`)
      return null
    },
    meta: { quiet: true },
  })
  const focused = useFocusFirst<HTMLFormElement>()
  const refused = refusedField(join.error)
  const { errors } = formState
  const told = (field: keyof Filled) =>
    errors[field]?.message ?? (refused === field ? sentenceOf(join.error) : undefined)
  if (join.data)
    return (
      <div role="status" className="grid gap-4">
        <p>You have joined. {join.data}</p>
        <a href="/" className={buttonLook('primary')}>
          Go to signing in
        </a>
      </div>
    )
  return (
    <form ref={focused} onSubmit={handleSubmit((filled) => join.mutate(filled))} className="grid gap-4" noValidate>
      <Field label="E-mail" hint="With it you sign in from now on.">
        {(control) => <TextInput {...control} value={email} readOnly type="email" autoComplete="username" />}
      </Field>
      <Field label="Your name" error={told('name')}>
        {(control) => <TextInput {...control} {...register('name')} autoComplete="name" />}
      </Field>
      <NewPasswordField
        field={register('password')}
        value={watch('password')}
        whose={{ name: watch('name'), email }}
        error={told('password')}
      />
      {join.error && refused === null ? <Notice kind="bad">{sentenceOf(join.error)}</Notice> : null}
      <Button type="submit" variant="primary" busy={join.isPending}>
        Join
      </Button>
    </form>
  )
}
