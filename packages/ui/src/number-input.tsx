import { clsx } from 'clsx'
import { type ComponentProps, useState } from 'react'
import { inputLook } from './text-input'

export type NumberInputProps = Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> & {
  /** undefined: nothing typed, so that the default applies */
  value: number | undefined
  onChange: (value: number | undefined) => void
  /** Shown inside, at the end: "seconds". */
  unit?: string
}

/** A number with its unit. Empty means absent; what is no number yet is kept on screen and not reported. */
export function NumberInput({ value, onChange, unit, className, ...rest }: NumberInputProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const shown = draft ?? (value === undefined ? '' : String(value))
  return (
    <div className={clsx('relative', className)}>
      <input
        inputMode="numeric"
        autoComplete="off"
        {...rest}
        type="text"
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
        className={clsx(inputLook, 'h-9 tabular-nums', unit && 'pr-18')}
      />
      {unit ? (
        <span className="pointer-events-none absolute inset-y-0 right-2.5 flex items-center text-[13px] text-faint">
          {unit}
        </span>
      ) : null}
    </div>
  )
}
