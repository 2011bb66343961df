import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Checkbox } from '@patchbay/ui/checkbox'
import { DialogButtons } from '@patchbay/ui/dialog'
import { Field } from '@patchbay/ui/field'
import { Select } from '@patchbay/ui/select'
import { TextInput } from '@patchbay/ui/text-input'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { givenName } from '../../app/given-name'
import type { Ability } from '../../app/session'
import { isScope, scopeWords } from './scope-words'

const expiries = [
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
  { value: 'never', label: 'Never' },
] as const

const form = z.object({
  name: givenName('key'),
  scopes: z
    .array(z.custom<Ability>((text) => typeof text === 'string' && isScope(text)))
    .min(1, 'Choose at least one.'),
  expiry: z.string(),
})

export type WantedKey = { name: string; scopes: Ability[]; expiresInDays: number | null }
export type KeyFormProps = { busy: boolean; onCancel: () => void; onSend: (wanted: WantedKey) => void }

/** What a new key is called, what it may do, and how long. */
export function KeyForm({ busy, onCancel, onSend }: KeyFormProps) {
  const { register, control, handleSubmit, formState } = useForm<z.infer<typeof form>>({
    resolver: zodResolver(form),
    defaultValues: { name: '', scopes: ['look'], expiry: '90' },
  })
  const { errors } = formState
  return (
    <form
      autoComplete="off"
      className="grid gap-4"
      onSubmit={handleSubmit(({ name, scopes, expiry }) =>
        onSend({ name, scopes, expiresInDays: expiry === 'never' ? null : Number(expiry) }),
      )}
    >
      <Field
        label="Name"
        hint="Where it is used, such as “Website”. It signs what it does."
        error={errors.name?.message}
      >
        {(labelled) => <TextInput {...labelled} {...register('name')} maxLength={80} />}
      </Field>
      <Controller
        control={control}
        name="scopes"
        render={({ field }) => (
          <fieldset className="grid gap-2.5 border-0 p-0" aria-describedby={errors.scopes ? 'scopes-error' : undefined}>
            <legend className="mb-1.5 text-[13px] font-medium">It may</legend>
            {Object.keys(scopeWords)
              .filter(isScope)
              .map((scope) => (
                <Checkbox
                  key={scope}
                  {...scopeWords[scope]}
                  checked={field.value.includes(scope)}
                  onChange={(on) =>
                    field.onChange(on ? [...field.value, scope] : field.value.filter((each) => each !== scope))
                  }
                />
              ))}
            <p className="text-xs text-faint">Each stands for itself: a key that shall draw and read needs both.</p>
            {errors.scopes ? (
              <p id="scopes-error" role="alert" className="text-xs text-bad">
                {errors.scopes.message}
              </p>
            ) : null}
          </fieldset>
        )}
      />
      <Field label="Expires">
        {(labelled) => (
          <Controller
            control={control}
            name="expiry"
            render={({ field }) => (
              <Select {...labelled} value={field.value} onChange={field.onChange} options={expiries} />
            )}
          />
        )}
      </Field>
      <DialogButtons>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" busy={busy}>
          Make the key
        </Button>
      </DialogButtons>
    </form>
  )
}
