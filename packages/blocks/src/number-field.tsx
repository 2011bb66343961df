import { Field } from '@patchbay/ui/field'
import { NumberInput } from '@patchbay/ui/number-input'
import type { BoundField } from './view'

/** A number with its unit; empty is the default that the placeholder names. */
export function NumberField({
  label,
  value,
  onChange,
  error,
  unit,
  placeholder,
  hint,
}: BoundField<number | null> & { hint?: string }) {
  return (
    <Field label={label} error={error} hint={hint}>
      {(control) => (
        <NumberInput
          {...control}
          value={value ?? undefined}
          onChange={(next) => onChange(next ?? null)}
          placeholder={placeholder}
          {...(unit === undefined ? {} : { unit })}
        />
      )}
    </Field>
  )
}
