import { Button } from '@patchbay/ui/button'
import { toast } from '@patchbay/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { exactly } from '../../app/moment'
import { writeNumber } from '../../app/phone-number'
import { useMay } from '../../app/session'
import { queryClient, trpc } from '../../app/trpc'

/** The numbers that were removed, each with the way back for owners; nothing where there is none. */
export function RemovedNumbers() {
  const manages = useMay('manage')
  const removed = useQuery(trpc.numbers.removed.queryOptions(undefined, { enabled: manages }))
  const add = useMutation(
    trpc.numbers.addAgain.mutationOptions({
      onSuccess: async ({ e164 }) => {
        await queryClient.invalidateQueries(trpc.numbers.pathFilter())
        toast.success(`${writeNumber(e164)} is back. Choose what answers it.`)
      },
    }),
  )
  if (!removed.data || removed.data.length === 0) return null
  return (
    <section aria-labelledby="removed-numbers" className="mt-2 rounded-card border border-dashed border-line p-4">
      <h2 id="removed-numbers" className="text-[13px] font-medium">
        Removed numbers
      </h2>
      <p className="text-xs text-faint">The carrier has them still; Patchbay leaves them alone.</p>
      <ul className="mt-2 grid divide-y divide-line">
        {removed.data.map(({ id, e164, label, removedAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
            <span className="font-mono text-[13px]" title={`removed ${exactly(removedAt)}`}>
              {writeNumber(e164)}
            </span>
            <span className="min-w-0 flex-1 truncate text-soft">{label}</span>
            <Button
              size="small"
              busy={add.isPending && add.variables.numberId === id}
              onClick={() => add.mutate({ numberId: id })}
              aria-label={`Add ${writeNumber(e164)} again`}
            >
              Add again
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}
