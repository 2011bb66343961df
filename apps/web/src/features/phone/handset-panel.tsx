import { IconButton } from '@patchbay/ui/icon-button'
import { X } from 'lucide-react'
import { lazy, Suspense, useEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { useHandset } from './handset-store'

const Handset = lazy(async () => ({ default: (await import('./handset')).Handset }))

/** The handset beside whatever page is open; over it where there is no room. The phone's own page has its own. */
export function HandsetPanel() {
  const { open, hide } = useHandset()
  const [location] = useLocation()
  const panel = useRef<HTMLElement>(null)
  const shown = open && location !== '/phone'
  useEffect(() => {
    if (shown) panel.current?.focus()
  }, [shown])
  if (!shown) return null
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label="Phone"
      onKeyDown={(event) => {
        if (event.key === 'Escape') hide()
      }}
      className="z-30 col-start-1 row-start-1 flex min-h-0 flex-col border-line bg-panel outline-none sm:fixed sm:inset-y-0 sm:right-0 sm:w-[340px] sm:border-l sm:shadow-float xl:static xl:z-auto xl:col-start-3 xl:shadow-none"
    >
      <header className="flex h-13 shrink-0 items-center justify-between border-b border-line px-4">
        <h2 className="text-[15px] font-semibold">Phone</h2>
        <IconButton label="Put the phone away" icon={X} onClick={hide} side="left" />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto p-4">
        <Suspense>
          <Handset />
        </Suspense>
      </div>
    </aside>
  )
}
