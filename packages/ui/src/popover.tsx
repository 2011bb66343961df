import { Popover as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { nothingFocused } from './focus-back'

export type PopoverProps = {
  /** What it is, for those who don't see where it stands. */
  label: string
  /** The element that it stands below. */
  anchor: Element
  onClose: () => void
  /** Takes focus where it shall go when the popover has closed and nothing else has it. */
  onClosed: () => void
  children: ReactNode
}

/** A small open surface beside what it is about. Esc and a press elsewhere close it; what lies behind can be used. */
export function Popover({ label, anchor, onClose, onClosed, children }: PopoverProps) {
  return (
    <Radix.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
    >
      <Radix.Anchor virtualRef={{ current: anchor }} />
      {/* Inside the page's main part, so that it belongs to a landmark. */}
      <Radix.Portal container={document.querySelector('main')}>
        <Radix.Content
          aria-label={label}
          align="start"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault()
            if (nothingFocused()) onClosed()
          }}
          className="z-50 flex max-h-[min(22rem,var(--radix-popover-content-available-height))] w-72 max-w-[calc(100vw-16px)] flex-col overflow-hidden rounded-control border border-line bg-panel text-ink shadow-float"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
