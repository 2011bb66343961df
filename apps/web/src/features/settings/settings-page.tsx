import { Skeleton } from '@patchbay/ui/skeleton'
import { clsx } from 'clsx'
import { Suspense } from 'react'
import { Link, Redirect } from 'wouter'
import { ErrorBoundary } from '../../app/error-boundary'
import { NothingHere } from '../../app/nothing-here'
import { PageHeader } from '../../app/page-header'
import { useSession } from '../../app/session'
import { settingsSections } from './settings-sections'

/** What holds for the whole workspace, a part at a time; each has an address of its own. */
export function SettingsPage({ section }: { section: string | undefined }) {
  const abilities = useSession(({ place }) => place?.abilities)
  const offered = settingsSections.filter(({ ability }) => abilities?.includes(ability))
  const shown = offered.find(({ path }) => path === section)
  if (section === undefined) return <Redirect to={`/settings/${offered[0]?.path ?? ''}`} replace />
  if (!shown) return <NothingHere />
  const { component: Shown } = shown
  return (
    <>
      <PageHeader title="Settings" />
      <div className="mx-auto max-w-4xl gap-6 p-4 sm:p-5 md:grid md:grid-cols-[11rem_minmax(0,1fr)]">
        <nav aria-label="Settings" className="max-md:-mx-4 max-md:mb-4 max-md:overflow-x-auto max-md:px-4">
          <ul className="flex gap-1 md:sticky md:top-18 md:flex-col">
            {offered.map(({ path, label }) => (
              <li key={path} className="shrink-0">
                <Link
                  href={`/settings/${path}`}
                  ref={path === shown.path ? intoSight : null}
                  aria-current={path === shown.path ? 'page' : undefined}
                  className={clsx(
                    'block rounded-control px-2.5 py-1.5 whitespace-nowrap',
                    path === shown.path
                      ? 'bg-panel font-medium text-ink ring-1 ring-line'
                      : 'text-soft hover:bg-panel hover:text-ink',
                  )}
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="grid min-w-0 content-start gap-4">
          <ErrorBoundary key={shown.path}>
            <Suspense fallback={<Skeleton className="h-64 rounded-card" />}>
              <Shown />
            </Suspense>
          </ErrorBoundary>
        </div>
      </div>
    </>
  )
}

/** On a small screen the list is longer than the screen is wide. */
function intoSight(link: HTMLAnchorElement | null): void {
  link?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}
