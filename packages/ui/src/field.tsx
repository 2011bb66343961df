import { clsx } from 'clsx'
import { type ReactNode, useId } from 'react'

/** What a control must carry so that its label, hint and error are read with it. */
export type FieldControl = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true }

export type FieldProps = {
  label: string
  /** Said beside the label, quietly: a count, a unit, "optional". */
  aside?: ReactNode
  hint?: ReactNode
  /** A sentence that says what to do. */
  error?: string | undefined
  className?: string
  /** Draws the control and spreads what it is given onto it. */
  children: (control: FieldControl) => ReactNode
}

/** A label, a control, a hint, and an error where the eye already is. */
export function Field({ label, aside, hint, error, className, children }: FieldProps) {
  const id = useId()
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter((part) => part !== null)
  return (
    <div className={clsx('grid min-w-0 gap-1', className)}>
      <div className="flex items-baseline justify-between gap-3">
        <label htmlFor={id} className="text-[13px] font-medium">
          {label}
        </label>
        {aside ? <span className="text-xs text-faint tabular-nums">{aside}</span> : null}
      </div>
      {children({
        id,
        ...(described.length > 0 ? { 'aria-describedby': described.join(' ') } : {}),
        ...(error ? { 'aria-invalid': true as const } : {}),
      })}
      {hint ? (
        <p id={`${id}-hint`} className="text-xs text-faint">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="text-xs text-bad">
          {error}
        </p>
      ) : null}
    </div>
  )
}
