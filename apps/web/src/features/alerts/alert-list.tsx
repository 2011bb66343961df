import { Skeleton } from '@patchbay/ui/skeleton'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { Failure } from '../../app/failure'
import { queryClient, trpc } from '../../app/trpc'
import { AlertItem } from './alert-item'
import { alertsQuery } from './alerts-query'

/** The open alerts, the newest first. */
export function AlertList({ onLeave }: { onLeave: () => void }) {
  const list = useRef<HTMLDivElement>(null)
  const alerts = useQuery(alertsQuery)
  const dismiss = useMutation(
    trpc.alerts.dismiss.mutationOptions({
      onSuccess: async (_, { id }) => {
        const key = trpc.alerts.list.queryKey()
        // An answer that was under way already would bring it back for a moment.
        await queryClient.cancelQueries({ queryKey: key })
        queryClient.setQueryData(key, (before) => before?.filter((alert) => alert.id !== id))
        // The button that had the focus is gone.
        list.current?.focus()
      },
      onSettled: () => queryClient.invalidateQueries(trpc.alerts.list.pathFilter()),
    }),
  )
  const again = { onSettled: () => queryClient.invalidateQueries(trpc.alerts.list.pathFilter()) }
  const mute = useMutation(trpc.alerts.mute.mutationOptions(again))
  const unmute = useMutation(trpc.alerts.unmute.mutationOptions(again))
  const busyWith = [dismiss, mute, unmute].find(({ isPending }) => isPending)?.variables?.id
  return (
    <div ref={list} tabIndex={-1} className="min-h-0 overflow-y-auto outline-none">
      {alerts.isPending ? <Skeleton className="m-4 h-16" /> : null}
      {alerts.isError ? (
        <div className="p-4">
          <Failure error={alerts.error} retry={() => void alerts.refetch()} />
        </div>
      ) : null}
      {alerts.data?.length === 0 ? (
        <p className="px-4 py-6 text-center text-soft">Nothing needs your attention.</p>
      ) : null}
      {alerts.data && alerts.data.length > 0 ? (
        <ul className="divide-y divide-line">
          {alerts.data.map((alert) => (
            <AlertItem
              key={alert.id}
              alert={alert}
              busy={busyWith === alert.id}
              onMute={(chosen) => mute.mutate({ id: alert.id, ...chosen })}
              onUnmute={() => unmute.mutate({ id: alert.id })}
              onDismiss={() => dismiss.mutate({ id: alert.id })}
              onLeave={onLeave}
            />
          ))}
        </ul>
      ) : null}
    </div>
  )
}
