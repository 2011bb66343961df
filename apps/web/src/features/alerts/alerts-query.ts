import { trpc } from '../../app/trpc'

/** The open alerts, asked for every 10 s while the page is in sight. */
export const alertsQuery = trpc.alerts.list.queryOptions(undefined, {
  refetchInterval: 10_000,
  refetchIntervalInBackground: false,
})
