import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { inputLook } from './text-input'

/** Several lines of text; grows with what it holds where the browser can. */
export function TextArea({ className, rows = 3, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={rows}
      {...rest}
      className={clsx(inputLook, 'max-h-72 min-h-16 resize-y py-1.5 leading-snug [field-sizing:content]', className)}
    />
  )
}
