import { clsx } from 'clsx'
import { LoaderCircle, type LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'

export type ButtonVariant = 'plain' | 'primary' | 'quiet' | 'danger'

export type ButtonProps = ComponentProps<'button'> & {
  /** `plain` outlined · `primary` the one thing to do here · `quiet` no outline · `danger` takes something away */
  variant?: ButtonVariant
  size?: 'small' | 'medium'
  icon?: LucideIcon
  /** Shows that the work is under way and takes no second press. */
  busy?: boolean
}

const looks: Record<ButtonVariant, string> = {
  plain: 'border-line bg-panel text-ink hover:bg-bg',
  primary: 'border-ink bg-ink text-panel hover:opacity-90',
  quiet: 'border-transparent bg-transparent text-soft hover:bg-bg hover:text-ink',
  danger: 'border-line bg-panel text-bad hover:bg-bad/10',
}

/** The look of a button, for links that look like one. */
export function buttonLook(variant: ButtonVariant = 'plain', size: 'small' | 'medium' = 'medium'): string {
  return clsx(
    'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-control border font-medium whitespace-nowrap select-none',
    'disabled:cursor-not-allowed disabled:opacity-55',
    size === 'small' ? 'h-7 px-2 text-[13px]' : 'h-9 px-3',
    looks[variant],
  )
}

/** A button. It is `type="button"` unless told otherwise, so that it never sends a form by accident. */
export function Button({ variant, size, icon: Icon, busy, className, children, disabled, ...rest }: ButtonProps) {
  const Shown = busy ? LoaderCircle : Icon
  return (
    <button
      type="button"
      {...rest}
      disabled={disabled || busy}
      aria-busy={busy || undefined}
      className={clsx(buttonLook(variant, size), className)}
    >
      {Shown ? <Shown aria-hidden size={16} className={clsx('shrink-0', busy && 'animate-spin')} /> : null}
      {children}
    </button>
  )
}
