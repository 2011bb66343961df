import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import { asDialled, readPhoneNumber, storedPhoneNumber } from './phone-number'
import { useDraft } from './use-draft'
import type { BoundField } from './view'

/**
 * A phone number, typed or pasted in any way that people write one. It is stored as a phone dials it; below it stands how it
 * reads, and its country. Whether it can exist is judged when it is left, not at every digit on the way.
 */
export function PhoneNumberField({
  label,
  value,
  onChange,
  error,
  placeholder,
  hint,
}: BoundField<string> & { hint?: string }) {
  const { typed, keep, drop } = useDraft(value)
  const read = readPhoneNumber(value)
  const settle = () => {
    // Passing by changes nothing.
    if (typed === null) return
    const stored = storedPhoneNumber(typed)
    if (stored !== value) onChange(stored)
    drop()
  }
  return (
    <Field
      label={label}
      error={typed === null ? (read?.problem ?? error) : undefined}
      hint={
        read?.written ? (
          <>
            <span className="block text-soft tabular-nums">
              {[read.written, countryOf(read.place, read.country)].filter(Boolean).join(' · ')}
            </span>
            {hint}
          </>
        ) : (
          hint
        )
      }
    >
      {(control) => (
        <TextInput
          {...control}
          mono
          value={typed ?? value}
          onChange={(event) => {
            const text = event.target.value
            keep(text, asDialled(text))
            onChange(asDialled(text))
          }}
          onBlur={settle}
          onKeyDown={(event) => {
            if (event.key === 'Enter') settle()
          }}
          placeholder={placeholder}
          autoComplete="off"
          spellCheck={false}
        />
      )}
    </Field>
  )
}

function countryOf(place: string | null, country: string | null): string | null {
  return place === null ? null : `${place.replace(/^the /, '')} (${country})`
}
