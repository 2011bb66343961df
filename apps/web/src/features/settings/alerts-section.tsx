import { Skeleton } from '@patchbay/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Failure } from '../../app/failure'
import { Section } from '../../app/section'
import { trpc } from '../../app/trpc'
import { AlertMessages } from './alert-messages'
import { AlertsForm } from './alerts-form'

/** Who is told of alerts, and of which; and what became of the last messages. */
export function AlertsSection() {
  const settings = useQuery(trpc.alerts.settings.queryOptions(undefined, { refetchOnWindowFocus: false }))
  return (
    <Section
      title="Alerts"
      lead="Each stands behind the bell. Here you say who is told of it as well: once when it begins, and once more an hour later if it goes on."
    >
      {settings.isPending ? <Skeleton className="h-64" /> : null}
      {settings.isError ? <Failure error={settings.error} retry={() => void settings.refetch()} /> : null}
      {settings.data ? <AlertsForm settings={settings.data} /> : null}
      <AlertMessages />
    </Section>
  )
}
