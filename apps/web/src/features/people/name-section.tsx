import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { Section } from '../../app/section'
import { readSession, type Session } from '../../app/session'
import { sentenceOf } from '../../app/trpc'
import { askAuth } from './ask-auth'
import { authClient } from './auth-client'
import { personName } from './person-name'

const form = z.object({ name: personName })

/** What one is called, and the address that one signs in with. */
export function NameSection({ person }: { person: NonNullable<Session['person']> }) {
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(form),
    values: { name: person.name },
    resetOptions: { keepDirtyValues: true },
  })
  const rename = useMutation({
    mutationFn: async ({ name }: z.output<typeof form>) => {
      await askAuth(authClient.updateUser({ name }))
      await readSession()
    },
    meta: { quiet: true },
    onSuccess: () => toast.success('Your name is saved.'),
  })
  return (
    <Section title="You">
      <form onSubmit={handleSubmit((typed) => rename.mutate(typed))} className="grid gap-4" noValidate>
        <Field
          label="Your name"
          hint="Signs what you save and publish, and shows others that you have a flow open."
          error={formState.errors.name?.message ?? (rename.error ? sentenceOf(rename.error) : undefined)}
        >
          {(control) => <TextInput {...control} {...register('name')} autoComplete="name" />}
        </Field>
        <Field
          label="E-mail"
          hint="With it you sign in. It can’t be changed: have another address invited, and leave with this one."
        >
          {(control) => <TextInput {...control} value={person.email} readOnly type="email" autoComplete="email" />}
        </Field>
        <div className="flex justify-end">
          <Button type="submit" busy={rename.isPending}>
            Save name
          </Button>
        </div>
      </form>
    </Section>
  )
}
