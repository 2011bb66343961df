import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { inputLook } from './text-input'

export type UnitInputProps = ComponentProps<'input'> & {
  /** Shown inside, at the end: "seconds". */
  unit?: string | undefined
}

/** One line of figures with their unit. */
export function UnitInput({ unit, className, ...rest }: UnitInputProps) {
  return (
    <div className={clsx('relative', className)}>
      <input
        type="text"
        autoComplete="off"
        {...rest}
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
