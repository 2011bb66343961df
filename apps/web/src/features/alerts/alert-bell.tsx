import { IconButton } from '@patchbay/ui/icon-button'
import { useQuery } from '@tanstack/react-query'
import { Bell } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useId, useState } from 'react'
import { AlertList } from './alert-list'
import { alertsQuery } from './alerts-query'

/** The bell in each page's header: how many alerts are open, and on a press, which. */
export function AlertBell() {
  const [open, setOpen] = useState(false)
  const titleId = useId()
  // What is muted asks for nobody.
  const count = useQuery(alertsQuery).data?.filter(({ muted }) => muted === null).length ?? 0
  const words = count === 0 ? 'No alerts' : count === 1 ? '1 alert' : `${count} alerts`
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <span className="relative inline-grid">
        <Popover.Trigger asChild>
          <IconButton label={words} icon={Bell} side="bottom" />
        </Popover.Trigger>
        {count > 0 ? (
          <span
            aria-hidden
            className="pointer-events-none absolute -top-0.5 -right-0.5 grid h-4.5 min-w-4.5 place-items-center rounded-full bg-bad px-1 text-[11px] leading-none font-semibold text-on-colour tabular-nums ring-2 ring-panel"
          >
            {count > 99 ? '99+' : count}
          </span>
        ) : null}
      </span>
      <span role="status" className="sr-only">
        {count > 0 ? words : ''}
      </span>
      <Popover.Portal>
        <Popover.Content
          aria-labelledby={titleId}
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-h-[min(32rem,var(--radix-popover-content-available-height))] w-[min(24rem,calc(100vw-16px))] flex-col rounded-card border border-line bg-panel text-ink shadow-float"
        >
          <h2 id={titleId} className="border-b border-line px-4 py-2.5 font-semibold">
            Alerts
          </h2>
          <AlertList onLeave={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
