import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Tooltip } from './tooltip'

export type IconButtonProps = Omit<ComponentProps<'button'>, 'children' | 'aria-label'> & {
  /** Its name: read out, and shown on hover. */
  label: string
  icon: LucideIcon
  /** The key that does the same, shown in the tooltip. */
  shortcut?: string
  pressed?: boolean
  side?: 'top' | 'right' | 'bottom' | 'left'
}

/** A button that is only an icon. Its label is its accessible name and its tooltip. */
export function IconButton({ label, icon: Icon, shortcut, pressed, side, className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut} side={side}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        className={clsx(
          'inline-grid size-9 shrink-0 place-items-center rounded-control text-soft hover:bg-bg hover:text-ink',
          'disabled:cursor-not-allowed disabled:opacity-50',
          pressed && 'bg-bg text-ink',
          className,
        )}
      >
        <Icon aria-hidden size={18} />
      </button>
    </Tooltip>
  )
}
