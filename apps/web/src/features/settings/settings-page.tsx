import { Skeleton } from '@patchbay/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Failure } from '../../app/failure'
import { PageHeader } from '../../app/page-header'
import { trpc } from '../../app/trpc'
import { CarriersSection } from '../carriers/carriers-section'
import { AlertsSection } from './alerts-section'
import { CallerSection } from './caller-section'
import { CallersVisibleSection } from './callers-visible-section'
import { PersonForm } from './person-form'
import { SecretsSection } from './secrets-section'
import { SettingsForm } from './settings-form'

/** What holds for the whole workspace: how long calls are kept, how many there may be at once, who is told of alerts. */
export function SettingsPage() {
  const settings = useQuery(trpc.workspace.get.queryOptions(undefined, { refetchOnWindowFocus: false }))
  return (
    <>
      <PageHeader title="Settings" />
      <div className="mx-auto max-w-xl p-4 sm:p-5">
        <PersonForm />
        {settings.isPending ? <Skeleton className="h-64 rounded-card" /> : null}
        {settings.isError ? <Failure error={settings.error} retry={() => void settings.refetch()} /> : null}
        {settings.data ? <SettingsForm settings={settings.data} /> : null}
        <CarriersSection />
        <AlertsSection />
        <CallersVisibleSection />
        <CallerSection />
        <SecretsSection />
      </div>
    </>
  )
}
