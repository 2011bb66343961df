import { Skeleton } from '@patchbay/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { Link } from 'wouter'
import { Failure } from '../../app/failure'
import { PageHeader } from '../../app/page-header'
import { useMay } from '../../app/session'
import { trpc } from '../../app/trpc'
import { AuditSection } from '../audit/audit-section'
import { CarriersSection } from '../carriers/carriers-section'
import { KeysSection } from '../keys/keys-section'
import { AlertsSection } from './alerts-section'
import { CallerSection } from './caller-section'
import { CallersVisibleSection } from './callers-visible-section'
import { SecretsSection } from './secrets-section'
import { SettingsForm } from './settings-form'

/** What holds for the whole workspace: how long calls are kept, how many there may be at once, who is told of alerts. */
export function SettingsPage({ section }: { section: string | undefined }) {
  const manages = useMay('manage')
  return (
    <>
      <PageHeader title="Settings" />
      <div className="mx-auto grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-4 p-4 sm:p-5">
        {manages ? <SettingsNav shown={section} /> : null}
        {section === 'keys' ? <KeysSection /> : null}
        {section === 'audit' ? <AuditSection /> : null}
        {section === undefined ? <WholeWorkspace /> : null}
      </div>
    </>
  )
}

const sections = [
  { path: '/settings', label: 'Workspace', section: undefined },
  { path: '/settings/keys', label: 'API keys', section: 'keys' },
  { path: '/settings/audit', label: 'Audit trail', section: 'audit' },
]

function SettingsNav({ shown }: { shown: string | undefined }) {
  return (
    <nav aria-label="Settings">
      <ul className="flex flex-wrap gap-1">
        {sections.map(({ path, label, section }) => (
          <li key={path}>
            <Link
              href={path}
              aria-current={section === shown ? 'page' : undefined}
              className={clsx(
                'block rounded-control px-2.5 py-1.5 whitespace-nowrap',
                section === shown
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
  )
}

function WholeWorkspace() {
  const settings = useQuery(trpc.workspace.get.queryOptions(undefined, { refetchOnWindowFocus: false }))
  return (
    <div>
      {settings.isPending ? <Skeleton className="h-64 rounded-card" /> : null}
      {settings.isError ? <Failure error={settings.error} retry={() => void settings.refetch()} /> : null}
      {settings.data ? <SettingsForm settings={settings.data} /> : null}
      <CarriersSection />
      <AlertsSection />
      <CallersVisibleSection />
      <CallerSection />
      <SecretsSection />
    </div>
  )
}
