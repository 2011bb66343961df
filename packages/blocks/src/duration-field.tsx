import { Field } from '@patchbay/ui/field'
import { UnitInput } from '@patchbay/ui/unit-input'
import { useState } from 'react'
import { readDuration, writeDuration } from './duration'
import { useDraft } from './use-draft'
import type { BoundField } from './view'

/**
 * A length of time, stored in seconds: `90`, `1:30`, `2 min` are all understood, and what was understood stands beside the
 * label. Empty is the default that the placeholder names. What can't be read stays on screen and changes nothing.
 */
export function DurationField({
  label,
  value,
  onChange,
  error,
  unit,
  placeholder,
  hint,
}: BoundField<number | null> & { hint?: string }) {
  const { typed, keep, drop } = useDraft(value)
  const [left, setLeft] = useState(false)
  const shown = typed ?? (value === null ? '' : String(value))
  const plain = /^\s*[\d.]*\s*$/.test(shown)
  const unread = shown.trim() !== '' && typed !== null && readDuration(typed) === null
  const tell = value !== null && value >= 0 && !unread && (value >= 60 || !plain)
  return (
    <Field
      label={label}
      error={unread && left ? 'No length of time. Write seconds, or such as 1:30 or 2 min.' : error}
      hint={hint}
      aside={tell ? writeDuration(value) : null}
    >
      {(control) => (
        <UnitInput
          {...control}
          value={shown}
          onChange={(event) => {
            const text = event.target.value
            const read = text.trim() === '' ? null : (readDuration(text) ?? value)
            setLeft(false)
            keep(text, read)
            onChange(read)
          }}
          onBlur={() => {
            setLeft(true)
            if (!unread) drop()
          }}
          placeholder={placeholder}
          spellCheck={false}
          // The unit would be wrong beside “2 min”.
          unit={plain ? unit : undefined}
        />
      )}
    </Field>
  )
}
