import { Button, type ButtonProps } from '@patchbay/ui/button'
import { Popover } from 'radix-ui'
import { type ReactNode, useId, useState } from 'react'

export type PanelButtonProps = Omit<ButtonProps, 'children'> & {
  /** On the button; its panel bears the same name. */
  label: string
  /** More on the button, such as how many. */
  aside?: ReactNode
  /** What is in the panel; `close` puts it away. */
  children: (close: () => void) => ReactNode
}

/** A button with a panel below it. Not modal: the list behind it stays in use, and changes at once. */
export function PanelButton({ label, aside, children, ...button }: PanelButtonProps) {
  const [open, setOpen] = useState(false)
  const titleId = useId()
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button {...button}>
          {label}
          {aside}
        </Button>
      </Popover.Trigger>
      {/* Inside the page's main part, so that it belongs to a landmark. */}
      <Popover.Portal container={document.querySelector('main')}>
        <Popover.Content
          aria-labelledby={titleId}
          align="start"
          sideOffset={6}
          collisionPadding={8}
          className="z-30 flex max-h-[min(36rem,var(--radix-popover-content-available-height))] w-[min(22rem,calc(100vw-16px))] flex-col rounded-card border border-line bg-panel text-ink shadow-float"
        >
          <h2 id={titleId} className="border-b border-line px-4 py-2.5 font-semibold">
            {label}
          </h2>
          <div className="min-h-0 flex-1 overflow-y-auto p-4">{children(() => setOpen(false))}</div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
