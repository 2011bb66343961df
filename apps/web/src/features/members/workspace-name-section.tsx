import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { givenName } from '../../app/given-name'
import { Section } from '../../app/section'
import { readSession, useMay, useSession } from '../../app/session'
import { sentenceOf, trpc } from '../../app/trpc'

/** What the workspace is called. Its addresses stay. */
export function WorkspaceNameSection() {
  const place = useSession((state) => state.place)
  const manages = useMay('manage')
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(z.object({ name: givenName('workspace') })),
    values: { name: place?.name ?? '' },
    resetOptions: { keepDirtyValues: true },
  })
  const rename = useMutation(
    trpc.workspaces.rename.mutationOptions({
      meta: { quiet: true },
      onSuccess: async () => {
        await readSession()
        toast.success('The workspace’s name is saved.')
      },
    }),
  )
  return (
    <Section title="Name">
      <form
        onSubmit={handleSubmit((typed) => rename.mutate(typed))}
        className="flex flex-wrap items-end justify-end gap-2"
        noValidate
      >
        <Field
          label="Workspace’s name"
          hint={`Its address stays as it is: /w/${place?.slug ?? ''}`}
          error={formState.errors.name?.message ?? (rename.error ? sentenceOf(rename.error) : undefined)}
          className="w-full"
        >
          {(control) => <TextInput {...control} {...register('name')} autoComplete="off" disabled={!manages} />}
        </Field>
        {manages ? (
          <Button type="submit" busy={rename.isPending}>
            Save name
          </Button>
        ) : null}
      </form>
    </Section>
  )
}
