import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import type { BoundField } from './view'

/** One line of text; `mono` for what a phone dials. */
export function TextField({
  label,
  value,
  onChange,
  error,
  placeholder,
  hint,
  mono,
}: BoundField<string> & { hint?: string; mono?: boolean }) {
  return (
    <Field label={label} error={error} hint={hint}>
      {(control) => (
        <TextInput
          {...control}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          placeholder={placeholder}
          mono={mono ?? false}
          autoComplete="off"
          spellCheck={false}
        />
      )}
    </Field>
  )
}
