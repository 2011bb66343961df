import { useState } from 'react'
import { UnitInput, type UnitInputProps } from './unit-input'

export type NumberInputProps = Omit<UnitInputProps, 'value' | 'onChange' | 'type'> & {
  /** undefined: nothing typed, so that the default applies */
  value: number | undefined
  onChange: (value: number | undefined) => void
}

/** A number with its unit. Empty means absent; what is no number yet is kept on screen and not reported. */
export function NumberInput({ value, onChange, ...rest }: NumberInputProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const shown = draft ?? (value === undefined ? '' : String(value))
  return (
    <UnitInput
      inputMode="numeric"
      {...rest}
      value={shown}
      onChange={(event) => {
        const text = event.target.value.trim()
        setDraft(event.target.value)
        if (text === '') onChange(undefined)
        else if (Number.isFinite(Number(text))) onChange(Number(text))
      }}
      onBlur={(event) => {
        setDraft(null)
        rest.onBlur?.(event)
      }}
    />
  )
}
