import { clsx } from 'clsx'
import { Check } from 'lucide-react'
import { Checkbox as Radix } from 'radix-ui'
import { type ReactNode, useId } from 'react'

export type CheckboxProps = {
  label: ReactNode
  hint?: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean
  className?: string
}

/** One of several that can each be chosen. */
export function Checkbox({ label, hint, checked, onChange, disabled, className }: CheckboxProps) {
  const id = useId()
  return (
    <div className={clsx('flex items-start gap-2.5', className)}>
      <Radix.Root
        id={id}
        checked={checked}
        onCheckedChange={(next) => onChange(next === true)}
        disabled={disabled ?? false}
        {...(hint ? { 'aria-describedby': `${id}-hint` } : {})}
        className="mt-0.5 grid size-[18px] shrink-0 place-items-center rounded-[5px] border border-control bg-panel data-[state=checked]:border-block-middle data-[state=checked]:bg-block-middle disabled:opacity-50"
      >
        <Radix.Indicator className="text-on-colour">
          <Check aria-hidden size={14} strokeWidth={3} />
        </Radix.Indicator>
      </Radix.Root>
      <div className="min-w-0 flex-1">
        <label htmlFor={id}>{label}</label>
        {hint ? (
          <p id={`${id}-hint`} className="text-xs text-faint">
            {hint}
          </p>
        ) : null}
      </div>
    </div>
  )
}
