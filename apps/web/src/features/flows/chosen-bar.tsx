import { Button } from '@patchbay/ui/button'
import { ConfirmDialog } from '@patchbay/ui/confirm-dialog'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { Archive, ArchiveRestore, FileDown, X } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../app/session'
import { queryClient, sentenceOf, trpc, trpcClient } from '../../app/trpc'
import { exportFlows } from './flow-files'

export type ChosenBarProps = {
  /** The flows that are chosen; nothing is shown for none. */
  ids: readonly string[]
  archived: boolean
  onAll: () => void
  onNone: () => void
}

/** What can be done with several flows at once. It lies over the list's end, so that nothing moves when it comes. */
export function ChosenBar({ ids, archived, onAll, onNone }: ChosenBarProps) {
  const draws = useMay('draw')
  const [asking, setAsking] = useState(false)
  const save = useMutation({ mutationFn: exportFlows })
  const move = useMutation({
    mutationFn: () => moveAll(ids, archived),
    onSuccess: async ({ moved, refusals }) => {
      await queryClient.invalidateQueries(trpc.flows.list.pathFilter())
      onNone()
      if (moved > 0) toast.success(`${counted(moved)} ${archived ? 'back among the flows' : 'archived'}.`)
      for (const sentence of refusals) toast.error(sentence)
    },
    onSettled: () => setAsking(false),
  })
  if (ids.length === 0) return null
  return (
    <section
      aria-label="Chosen flows"
      className="sticky bottom-3 z-10 mx-auto mt-3 flex w-fit flex-wrap items-center gap-2 rounded-card border border-line bg-panel py-2 pr-2 pl-4 shadow-float"
    >
      <output className="mr-2 font-medium">{ids.length} chosen</output>
      <Button size="small" variant="quiet" onClick={onAll}>
        Choose all
      </Button>
      <Button size="small" icon={FileDown} busy={save.isPending} onClick={() => save.mutate(ids)}>
        Export
      </Button>
      {!draws ? null : archived ? (
        <Button size="small" icon={ArchiveRestore} busy={move.isPending} onClick={() => move.mutate()}>
          Restore
        </Button>
      ) : (
        <Button size="small" icon={Archive} onClick={() => setAsking(true)}>
          Archive…
        </Button>
      )}
      <Button size="small" variant="quiet" icon={X} onClick={onNone}>
        Choose none
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Archive ${ids.length === 1 ? 'this flow' : `these ${ids.length} flows`}?`}
        description="They leave the list; their versions and their calls stay. They can be restored at any time. Those that answer a number stay."
        confirm="Archive"
        busy={move.isPending}
        onConfirm={() => move.mutate()}
      />
    </section>
  )
}

/** One after the other: one that answers a number is refused, and keeps none of the others. */
async function moveAll(
  ids: readonly string[],
  archived: boolean,
): Promise<{ moved: number; refusals: readonly string[] }> {
  const { archive, restore } = trpcClient.flows
  const refusals = new Set<string>()
  let moved = 0
  for (const id of ids) {
    try {
      await (archived ? restore : archive).mutate({ id })
      moved++
    } catch (error) {
      refusals.add(sentenceOf(error))
    }
  }
  return { moved, refusals: [...refusals] }
}

function counted(flows: number): string {
  return flows === 1 ? '1 flow is' : `${flows} flows are`
}
