import { IconButton } from '@patchbay/ui/icon-button'
import { Tooltip } from '@patchbay/ui/tooltip'
import { clsx } from 'clsx'
import {
  AudioLines,
  ChartColumn,
  Hash,
  type LucideIcon,
  Moon,
  Phone,
  PhoneCall,
  Settings,
  Sun,
  Table2,
  Workflow,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, useLocation } from 'wouter'
import { AccountMenu } from '../features/people/account-menu'
import { HandsetPanel } from '../features/phone/handset-panel'
import { useTheme } from './theme'

const places: readonly { to: string; label: string; icon: LucideIcon }[] = [
  { to: '/flows', label: 'Flows', icon: Workflow },
  { to: '/calls', label: 'Calls', icon: PhoneCall },
  { to: '/charts', label: 'Charts', icon: ChartColumn },
  { to: '/numbers', label: 'Numbers', icon: Hash },
  { to: '/tables', label: 'Tables', icon: Table2 },
  { to: '/prompts', label: 'Prompts', icon: AudioLines },
  { to: '/phone', label: 'Phone', icon: Phone },
  { to: '/settings', label: 'Settings', icon: Settings },
]

/** What surrounds every page: the rail (a bar at the bottom of a small screen) and the handset beside the page. */
export function Shell({ children }: { children: ReactNode }) {
  const [location] = useLocation()
  return (
    <div className="grid h-full grid-cols-[minmax(0,1fr)] grid-rows-[minmax(0,1fr)_auto] sm:grid-cols-[64px_minmax(0,1fr)_auto] sm:grid-rows-[minmax(0,1fr)]">
      <a
        href="#page"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-control focus:bg-ink focus:px-3 focus:py-2 focus:text-panel"
      >
        Skip to the page
      </a>
      <nav
        aria-label="Main"
        className="z-20 col-start-1 row-start-2 flex items-center border-t border-line bg-panel pb-[env(safe-area-inset-bottom)] sm:row-start-1 sm:flex-col sm:border-t-0 sm:border-r sm:py-3"
      >
        <Link href="/flows" aria-label="Patchbay" tabIndex={-1} className="mb-4 hidden sm:block">
          <img src="/favicon.svg" alt="" className="size-7" />
        </Link>
        <ul className="flex min-w-0 flex-1 items-stretch justify-around sm:flex-none sm:flex-col sm:gap-1">
          {places.map((place) => (
            <li key={place.to} className="min-w-0">
              <Place {...place} current={location === place.to || location.startsWith(`${place.to}/`)} />
            </li>
          ))}
        </ul>
        <div className="flex shrink-0 flex-col items-center gap-1 pr-1 sm:mt-auto sm:pr-0">
          {/* On a small screen it stands in the account's menu. */}
          <div className="max-sm:hidden">
            <ThemeToggle />
          </div>
          <AccountMenu />
        </div>
      </nav>
      <main
        id="page"
        tabIndex={-1}
        className="relative col-start-1 row-start-1 min-h-0 overflow-y-auto outline-none sm:col-start-2"
      >
        {children}
      </main>
      <HandsetPanel />
    </div>
  )
}

function Place({ to, label, icon: Icon, current }: { to: string; label: string; icon: LucideIcon; current: boolean }) {
  return (
    <Tooltip text={label} side="right">
      <Link
        href={to}
        aria-current={current ? 'page' : undefined}
        className={clsx(
          'flex flex-col items-center gap-0.5 rounded-control px-px py-1.5 text-[10px] tracking-tight sm:size-10 sm:justify-center sm:p-0',
          current ? 'text-ink sm:bg-bg' : 'text-faint hover:text-ink',
        )}
      >
        <Icon aria-hidden size={20} strokeWidth={current ? 2.2 : 1.8} />
        <span className="max-w-full truncate sm:sr-only">{label}</span>
      </Link>
    </Tooltip>
  )
}

function ThemeToggle() {
  const { theme, toggle } = useTheme()
  const other = theme === 'dark' ? 'light' : 'dark'
  return <IconButton label={`Switch to ${other}`} icon={theme === 'dark' ? Sun : Moon} side="right" onClick={toggle} />
}
