import { clsx } from 'clsx'
import { Switch as Radix } from 'radix-ui'
import { type ReactNode, useId } from 'react'

export type SwitchProps = {
  label: string
  hint?: ReactNode
  /** A sentence that says what to do. */
  error?: string | undefined
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
  className?: string
}

/** On or off, with its label beside it. */
export function Switch({ label, hint, error, checked, onChange, disabled, className }: SwitchProps) {
  const id = useId()
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter((part) => part !== null)
  return (
    <div className={clsx('flex items-start gap-3', className)}>
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="text-[13px] font-medium">
          {label}
        </label>
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
      <Radix.Root
        id={id}
        checked={checked}
        onCheckedChange={onChange}
        disabled={disabled ?? false}
        {...(described.length > 0 ? { 'aria-describedby': described.join(' ') } : {})}
        {...(error ? { 'aria-invalid': true } : {})}
        className="mt-0.5 h-5 w-9 shrink-0 rounded-full border border-control bg-bg p-px data-[state=checked]:border-block-middle data-[state=checked]:bg-block-middle disabled:opacity-50"
      >
        <Radix.Thumb className="block size-4 rounded-full bg-control transition-transform data-[state=checked]:translate-x-4 data-[state=checked]:bg-on-colour" />
      </Radix.Root>
    </div>
  )
}
