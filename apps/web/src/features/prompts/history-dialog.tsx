import { languageName } from '@patchbay/blocks/voice'
import { Button } from '@patchbay/ui/button'
import { Dialog } from '@patchbay/ui/dialog'
import { Skeleton } from '@patchbay/ui/skeleton'
import { useMutation, useQuery } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import { Failure } from '../../app/failure'
import { useMay } from '../../app/session'
import { trpc } from '../../app/trpc'
import { refreshPrompts } from './prompt-files'
import { TakeNote } from './take-note'
import { TakeSound } from './take-sound'

export type HistoryDialogProps = { prompt: { id: string; name: string }; language: string; onClose: () => void }

/** What was heard of a prompt in a language, to be listened to and brought back. */
export function HistoryDialog({ prompt, language, onClose }: HistoryDialogProps) {
  const draws = useMay('draw')
  const history = useQuery(trpc.prompts.history.queryOptions({ id: prompt.id, language }))
  const restore = useMutation(trpc.prompts.restoreTake.mutationOptions({ onSuccess: refreshPrompts }))
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      width="medium"
      title={`“${prompt.name}” in ${languageName(language)}`}
      description="What was heard until something else took its place, the newest first."
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {history.isPending ? <Skeleton className="h-32" /> : null}
      {history.isError ? <Failure error={history.error} retry={() => void history.refetch()} /> : null}
      <ol aria-label="Takes" className="grid gap-4">
        {history.data?.map((take, at) => (
          <li key={take.id} className="grid gap-2 border-b border-line pb-4 last:border-b-0 last:pb-0">
            <div className="flex flex-wrap items-center justify-between gap-2">
              <TakeNote take={take} />
              {take.supersededAt === null ? (
                <span className="text-[13px] font-medium text-live">Heard now</span>
              ) : !draws ? null : (
                <Button
                  size="small"
                  icon={RotateCcw}
                  aria-label={`Bring back take ${history.data.length - at}`}
                  busy={restore.isPending && restore.variables.takeId === take.id}
                  disabled={restore.isPending}
                  onClick={() => restore.mutate({ takeId: take.id })}
                >
                  Bring back
                </Button>
              )}
            </div>
            <TakeSound take={take} label={`take ${history.data.length - at}`} />
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
