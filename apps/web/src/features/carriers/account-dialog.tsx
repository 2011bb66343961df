import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Dialog, DialogButtons } from '@patchbay/ui/dialog'
import { Field } from '@patchbay/ui/field'
import { Notice } from '@patchbay/ui/notice'
import { Switch } from '@patchbay/ui/switch'
import { TextInput } from '@patchbay/ui/text-input'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { queryClient, sentenceOf, trpc } from '../../app/trpc'
import type { Account } from './carriers-section'

const unbroken = (what: string) => z.string().trim().regex(/^\S*$/, `${what} has no spaces. Paste it again.`)
const form = z.object({
  label: z.string().trim().max(80, 'A name has at most 80 characters.'),
  appId: unbroken('An app ID').min(1, 'Paste the app ID.').max(200, 'An app ID has at most 200 characters.'),
  accessToken: unbroken('An access token').max(500, 'An access token has at most 500 characters.'),
  baseUrl: z.union([
    z.literal(''),
    z.url({ protocol: /^https?$/, error: 'Write the whole address, beginning with https://.' }),
  ]),
  signed: z.boolean(),
})
const newForm = form.extend({ accessToken: form.shape.accessToken.min(1, 'Paste the access token.') })

/** Adds an account, or changes one. The carrier is asked before anything is kept: what it refuses is said here. */
export function AccountDialog({ account, onClose }: { account: Account | null; onClose: () => void }) {
  const { control, register, handleSubmit, formState } = useForm({
    resolver: zodResolver(account ? form : newForm),
    defaultValues: {
      label: account?.label ?? '',
      appId: account?.appId ?? '',
      accessToken: '',
      baseUrl: account?.baseUrl ?? '',
      signed: account?.signed ?? true,
    },
  })
  const kept = async (sentence: string) => {
    await Promise.all([
      queryClient.invalidateQueries(trpc.carriers.list.pathFilter()),
      queryClient.invalidateQueries(trpc.numbers.pathFilter()),
    ])
    toast.success(sentence)
    onClose()
  }
  const add = useMutation(
    trpc.carriers.add.mutationOptions({
      meta: { quiet: true },
      onSuccess: async ({ warnings }) => {
        for (const warning of warnings) toast.warning(warning)
        await kept('The carrier let us in. The account’s numbers are under Numbers.')
      },
    }),
  )
  const edit = useMutation(
    trpc.carriers.edit.mutationOptions({ meta: { quiet: true }, onSuccess: () => kept('The account is saved.') }),
  )
  const { errors } = formState
  const failed = add.error ?? edit.error
  const busy = add.isPending || edit.isPending
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={account ? `Edit “${account.name}”` : 'Add a carrier account'}
      description={
        account?.fromEnvironment
          ? 'Its app ID, access token and address come from the environment of the server.'
          : 'Hoiio shows the app ID and the access token on the page of your application.'
      }
    >
      <form
        className="grid gap-4"
        autoComplete="off"
        onSubmit={handleSubmit(({ label, signed, appId, accessToken, baseUrl }) =>
          account
            ? edit.mutate({ accountId: account.id, label, signed, ...(accessToken === '' ? {} : { accessToken }) })
            : add.mutate({ label, signed, appId, accessToken, baseUrl }),
        )}
      >
        <Field label="Name" aside="optional" hint="What you call it here." error={errors.label?.message}>
          {(labelled) => <TextInput {...labelled} {...register('label')} placeholder="Main account" />}
        </Field>
        {account ? null : (
          <Field label="App ID" error={errors.appId?.message}>
            {(labelled) => (
              <TextInput {...labelled} {...register('appId')} mono spellCheck={false} autoComplete="off" />
            )}
          </Field>
        )}
        {account?.fromEnvironment ? null : (
          <Field
            label={account ? 'New access token' : 'Access token'}
            {...(account ? { aside: 'optional', hint: 'Left empty, it stays the one that it is.' } : {})}
            error={errors.accessToken?.message}
          >
            {(labelled) => (
              <TextInput {...labelled} {...register('accessToken')} type="password" autoComplete="new-password" mono />
            )}
          </Field>
        )}
        <Controller
          control={control}
          name="signed"
          render={({ field }) => (
            <Switch
              label="Its notifications are signed"
              hint={
                field.value
                  ? 'What comes without the carrier’s signature is refused.'
                  : 'Whoever learns the address of a number or a call can pretend to be the carrier. Leave it on unless your carrier signs nothing.'
              }
              checked={field.value}
              onChange={field.onChange}
            />
          )}
        />
        {account ? null : (
          <Field
            label="Address of the API"
            aside="optional"
            hint="Left empty, it is Hoiio’s own."
            error={errors.baseUrl?.message}
          >
            {(labelled) => (
              <TextInput
                {...labelled}
                {...register('baseUrl', { setValueAs: (value: string) => value.trim() })}
                placeholder="https://secure.hoiio.com/open/"
                inputMode="url"
                autoComplete="off"
                mono
              />
            )}
          </Field>
        )}
        {failed ? <Notice kind="bad">{sentenceOf(failed)}</Notice> : null}
        <DialogButtons>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={busy}>
            {account ? 'Save' : 'Check and add'}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
