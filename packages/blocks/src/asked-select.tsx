import { Field } from '@patchbay/ui/field'
import { Select } from '@patchbay/ui/select'
import type { BoundField } from './view'

/** One of what the workspace has. What was chosen and is not there any more is shown, and said to be gone. */
export function AskedSelect({
  label,
  value,
  onChange,
  error,
  choices,
  none,
  hint,
}: BoundField<string> & {
  /** Undefined while they are not known. */
  choices: ReadonlyArray<{ value: string; label: string }> | undefined
  /** What to do where there is nothing to choose. */
  none: string
  hint?: string
}) {
  const gone = value !== '' && choices && !choices.some((choice) => choice.value === value)
  const missing = gone ? `“${value}” is not there any more. Choose another one.` : undefined
  const shown = [...(choices ?? []), ...(value !== '' && (gone || !choices) ? [{ value, label: value }] : [])]
  return (
    <Field label={label} error={missing ?? error} hint={choices?.length === 0 ? none : hint}>
      {(control) => <Select {...control} value={value === '' ? null : value} onChange={onChange} options={shown} />}
    </Field>
  )
}
