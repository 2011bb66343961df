import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Checkbox } from '@patchbay/ui/checkbox'
import { Field } from '@patchbay/ui/field'
import { TextArea } from '@patchbay/ui/text-area'
import { TextInput } from '@patchbay/ui/text-input'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { Send } from 'lucide-react'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { useMay } from '../../app/session'
import { type Outputs, queryClient, trpc } from '../../app/trpc'
import { alertKinds } from '../alerts/alert-words'
import { NumberField } from './number-field'
import { TestOutcome } from './test-outcome'

const codes = z.enum(alertKinds.map(({ code }) => code))
const limit = 'Write an amount of 0 or more, or leave it empty.'
const form = z.object({
  emails: z
    .string()
    .transform((text) => text.split(/[\s,;]+/).filter((part) => part !== ''))
    .pipe(
      z
        .array(z.email({ error: ({ input }) => `“${String(input)}” is no e-mail address.` }))
        .max(20, 'At most 20 addresses.'),
    ),
  webhook: z.union([
    z.literal(''),
    z.url({ protocol: /^https?$/, error: 'Write the whole address, beginning with https://.' }),
  ]),
  silent: z.array(codes),
  balanceLimit: z.number(limit).min(0, limit).max(1_000_000, limit).optional(),
})
type Filled = z.input<typeof form>

/** Where alerts go. Nothing changes before it is saved; a test goes to what is saved. */
export function AlertsForm({ settings }: { settings: Outputs['alerts']['settings'] }) {
  const manages = useMay('manage')
  const { control, register, handleSubmit, formState } = useForm<Filled, unknown, z.output<typeof form>>({
    resolver: zodResolver(form),
    values: {
      emails: settings.emails.join('\n'),
      webhook: settings.webhook,
      silent: codes.array().catch([]).parse(settings.silent),
      balanceLimit: settings.balanceLimit ?? undefined,
    },
    resetOptions: { keepDirtyValues: true },
  })
  const test = useMutation(trpc.alerts.test.mutationOptions())
  const update = useMutation(
    trpc.alerts.updateSettings.mutationOptions({
      onSuccess: (saved) => {
        queryClient.setQueryData(trpc.alerts.settings.queryKey(), saved)
        test.reset()
        toast.success('Where alerts go is saved.')
      },
    }),
  )
  const goesNowhere = settings.emails.length === 0 && settings.webhook === ''
  const { errors, isDirty } = formState
  const emailError = Array.isArray(errors.emails) ? errors.emails.find(Boolean)?.message : errors.emails?.message
  return (
    <form
      onSubmit={handleSubmit(({ balanceLimit, ...filled }) =>
        update.mutate({ ...filled, balanceLimit: balanceLimit ?? null }),
      )}
      className="grid gap-5"
    >
      <fieldset disabled={!manages} className="contents">
        <Field label="E-mail addresses" hint="One a line." error={emailError}>
          {(labelled) => (
            <TextArea {...labelled} {...register('emails')} rows={2} placeholder="mei@example.com" spellCheck={false} />
          )}
        </Field>
        <Field
          label="Webhook"
          hint="It is sent JSON, signed with the workspace’s key of webhooks, which stands under Secrets."
          error={errors.webhook?.message}
        >
          {(labelled) => (
            <TextInput
              {...labelled}
              {...register('webhook', { setValueAs: (value: string) => value.trim() })}
              placeholder="https://example.com/alerts"
              inputMode="url"
              autoComplete="off"
              mono
            />
          )}
        </Field>
        <Controller
          control={control}
          name="silent"
          render={({ field }) => (
            <fieldset className="grid gap-2">
              <legend className="mb-2 text-[13px] font-medium">Tell when</legend>
              {alertKinds.map(({ code, label }) => (
                <Checkbox
                  key={code}
                  label={label}
                  checked={!field.value.includes(code)}
                  onChange={(told) =>
                    field.onChange(told ? field.value.filter((each) => each !== code) : [...field.value, code])
                  }
                />
              ))}
            </fieldset>
          )}
        />
        <NumberField
          control={control}
          name="balanceLimit"
          label="The balance is low below"
          hint="In the currency of the account at the carrier, which is asked every five minutes. Left empty, it is never low."
          placeholder="never"
          inputMode="decimal"
          unit="credit"
        />
      </fieldset>
      {test.data ? <TestOutcome outcome={test.data} /> : null}
      {manages ? (
        <div className="flex flex-wrap items-center justify-end gap-2">
          <Button
            icon={Send}
            busy={test.isPending}
            disabled={goesNowhere || isDirty}
            title={isDirty ? 'Save first: a test goes to what is saved.' : undefined}
            onClick={() => test.mutate()}
          >
            Send a test
          </Button>
          <Button type="submit" variant="primary" busy={update.isPending}>
            Save alerts
          </Button>
        </div>
      ) : (
        <p className="text-soft">Only owners change this.</p>
      )}
    </form>
  )
}
