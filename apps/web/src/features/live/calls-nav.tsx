import { clsx } from 'clsx'
import { Link, useLocation } from 'wouter'

const places = [
  { to: '/calls/now', label: 'Now' },
  { to: '/calls', label: 'Log' },
] as const

/** The two looks at calls: those under way, and all of them. */
export function CallsNav() {
  const [location] = useLocation()
  return (
    <nav aria-label="Calls" className="flex gap-0.5 rounded-control bg-bg p-0.5">
      {places.map(({ to, label }) => {
        const current = (location === '/calls/now') === (to === '/calls/now')
        return (
          <Link
            key={to}
            href={to}
            aria-current={current ? 'page' : undefined}
            className={clsx(
              'rounded-md px-2.5 py-1 text-[13px] font-medium',
              current ? 'bg-panel text-ink shadow-card' : 'text-soft hover:text-ink',
            )}
          >
            {label}
          </Link>
        )
      })}
    </nav>
  )
}
