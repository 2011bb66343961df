import { clsx } from 'clsx'
import type { ComponentProps } from 'react'

/** The look of everything that one types into or picks from. */
export const inputLook = clsx(
  'w-full min-w-0 rounded-control border border-line bg-panel px-2.5 text-ink',
  'hover:border-control aria-invalid:border-bad disabled:cursor-not-allowed disabled:opacity-60',
)

export type TextInputProps = ComponentProps<'input'> & { mono?: boolean }

/** One line of text. `mono` for numbers that a phone dials. */
export function TextInput({ mono, className, ...rest }: TextInputProps) {
  return <input type="text" {...rest} className={clsx(inputLook, 'h-9', mono && 'font-mono text-[13px]', className)} />
}
