import { Button } from '@patchbay/ui/button'
import { toast } from '@patchbay/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { History, PhoneForwarded } from 'lucide-react'
import { writeNumber } from '../../app/phone-number'
import { queryClient, trpc, trpcClient } from '../../app/trpc'
import { useEditor } from './editor-context'
import { type Moment, momentName, now, useMoment } from './use-moment'

/** What can be done with the moment that is looked at: put it back as the draft, or let numbers run it. */
export function HistoryActions({
  chosen,
  moments,
  onRestored,
}: {
  chosen: string
  moments: readonly Moment[]
  onRestored: () => void
}) {
  const { flow, flowId } = useEditor()
  const read = useMoment(chosen, moments)
  const numbers = useQuery(trpc.numbers.list.queryOptions())
  const moment = moments.find(({ id }) => id === chosen)
  const assign = useMutation({
    mutationFn: (input: { numberId: string; versionId: string | null; e164: string; back: string | null }) =>
      trpcClient.numbers.assign.mutate({ numberId: input.numberId, versionId: input.versionId }),
    onSuccess: ({ warnings }, { numberId, versionId, e164, back }) => {
      toast.success(`${writeNumber(e164)} now runs ${momentName(versionId ?? '', moments)}.`, {
        duration: 12_000,
        ...(back === null
          ? {}
          : {
              action: {
                label: 'Undo',
                onClick: () => assign.mutate({ numberId, versionId: back, e164, back: null }),
              },
            }),
      })
      for (const warning of warnings) toast.warning(warning, { duration: 20_000 })
      void queryClient.invalidateQueries(trpc.flows.pathFilter())
      void queryClient.invalidateQueries(trpc.numbers.pathFilter())
    },
  })
  if (chosen === now) return null
  const name = momentName(chosen, moments)
  const others =
    moment?.kind === 'version'
      ? (numbers.data ?? []).filter(({ version }) => version?.flowId === flowId && version.id !== chosen)
      : []
  const restore = () => {
    if (read.kind !== 'read') return
    flow.replace(`restore ${name}`, read.document)
    flow.say(`The draft is ${name} again.`)
    toast.success(`The draft is ${name} again. Ctrl Z brings back what it was.`)
    onRestored()
  }
  return (
    <div className="flex flex-wrap gap-2">
      <Button icon={History} disabled={read.kind !== 'read'} onClick={restore}>
        Restore into the draft
      </Button>
      {others.map(({ id, e164, version }) => (
        <Button
          key={id}
          icon={PhoneForwarded}
          busy={assign.isPending && assign.variables.numberId === id}
          onClick={() => assign.mutate({ numberId: id, versionId: chosen, e164, back: version?.id ?? null })}
        >
          Let {writeNumber(e164)} run {name}, not v{version?.number}
        </Button>
      ))}
    </div>
  )
}
