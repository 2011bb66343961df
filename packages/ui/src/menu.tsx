import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { nothingFocused } from './focus-back'
import { Kbd } from './kbd'

export type MenuItem = {
  label: string
  icon?: LucideIcon
  shortcut?: string
  danger?: boolean
  disabled?: boolean
  onSelect: () => void
}

export type MenuProps = {
  /** The button that opens it: one element that takes a ref. */
  trigger: ReactNode
  items: readonly MenuItem[]
  align?: 'start' | 'center' | 'end'
  /** Where somebody else says whether it is open. */
  open?: boolean
  onOpenChange?: (open: boolean) => void
  /** Takes focus where it shall go when the menu has closed and nothing else has it; else it goes to the button. */
  onClosed?: () => void
}

/** A few things that one can do here. Not modal: what lies behind stays there for a screen reader. */
export function Menu({ trigger, items, align = 'end', onClosed, ...controlled }: MenuProps) {
  return (
    <Radix.Root modal={false} {...controlled}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      {/* Inside the page's main part, so that it belongs to a landmark. */}
      <Radix.Portal container={document.querySelector('main')}>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            if (!onClosed) return
            event.preventDefault()
            if (nothingFocused()) onClosed()
          }}
          className="z-50 min-w-44 rounded-control border border-line bg-panel p-1 text-ink shadow-float"
        >
          {items.map(({ label, icon: Icon, shortcut, danger, disabled, onSelect }) => (
            <Radix.Item
              key={label}
              disabled={disabled ?? false}
              onSelect={onSelect}
              className={clsx(
                'flex cursor-default items-center gap-2.5 rounded-md px-2.5 py-1.5 outline-none select-none',
                'data-disabled:opacity-50 data-highlighted:bg-bg',
                danger && 'text-bad',
              )}
            >
              {Icon ? <Icon aria-hidden size={16} className={danger ? '' : 'text-soft'} /> : null}
              <span className="flex-1">{label}</span>
              {shortcut ? <Kbd>{shortcut}</Kbd> : null}
            </Radix.Item>
          ))}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
