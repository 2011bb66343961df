import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import { useState } from 'react'

export type FilterTextProps = {
  label: string
  hint?: string
  placeholder?: string
  mono?: boolean
  inputMode?: 'tel' | 'numeric'
  /** As it stands in the address; empty for nothing. */
  value: string
  /** What was typed, as it shall stand in the address; null if it can’t be understood. */
  read: (typed: string) => string | null
  /** What to say then. */
  fault: string
  onChange: (value: string) => void
}

/** One line that narrows the list when it is left, or on Enter. */
export function FilterText({
  label,
  hint,
  placeholder,
  mono,
  inputMode,
  value,
  read,
  fault,
  onChange,
}: FilterTextProps) {
  const [typed, setTyped] = useState(value)
  const [given, setGiven] = useState(value)
  const [wrong, setWrong] = useState(false)
  if (given !== value) {
    setGiven(value)
    setTyped(value)
    setWrong(false)
  }
  const apply = () => {
    const next = typed.trim() === '' ? '' : read(typed.trim())
    setWrong(next === null)
    if (next !== null && next !== value) onChange(next)
  }
  return (
    <Field label={label} hint={hint} error={wrong ? fault : undefined}>
      {(labelled) => (
        <TextInput
          {...labelled}
          mono={mono ?? false}
          inputMode={inputMode}
          placeholder={placeholder}
          value={typed}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => setTyped(event.target.value)}
          onBlur={apply}
          onKeyDown={(event) => {
            if (event.key === 'Enter') apply()
          }}
        />
      )}
    </Field>
  )
}
