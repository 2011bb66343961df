import { Skeleton } from '@patchbay/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Failure } from '../../app/failure'
import { trpc } from '../../app/trpc'
import { AlertMessages } from './alert-messages'
import { AlertsForm } from './alerts-form'

/** Who is told of alerts, and of which; and what became of the last messages. */
export function AlertsSection() {
  const settings = useQuery(trpc.alerts.settings.queryOptions(undefined, { refetchOnWindowFocus: false }))
  return (
    <section aria-labelledby="alerts" className="mt-4 rounded-card border border-line bg-panel p-4 sm:p-5">
      <h2 id="alerts" className="font-semibold">
        Alerts
      </h2>
      <p className="mt-0.5 mb-4 text-soft">
        Each stands behind the bell. Here you say who is told of it as well: once when it begins, and once more an hour
        later if it goes on.
      </p>
      {settings.isPending ? <Skeleton className="h-64" /> : null}
      {settings.isError ? <Failure error={settings.error} retry={() => void settings.refetch()} /> : null}
      {settings.data ? <AlertsForm settings={settings.data} /> : null}
      <AlertMessages />
    </section>
  )
}
