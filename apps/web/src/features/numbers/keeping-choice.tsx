import { ConfirmDialog } from '@patchbay/ui/confirm-dialog'
import { Field } from '@patchbay/ui/field'
import { Select } from '@patchbay/ui/select'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { z } from 'zod'
import { writeNumber } from '../../app/phone-number'
import { useMay } from '../../app/session'
import { type Outputs, queryClient, trpc } from '../../app/trpc'

type Keeps = Outputs['numbers']['list'][number]['keeps']

export type KeepingChoiceProps = { id: string; e164: string; keeps: Keeps }

const asAll = 'as-all'
const days = (all: readonly number[]) =>
  all.map((many) => ({ value: String(many), label: many === 1 ? '1 day' : `${many} days` }))
const callDays = z.literal([0, 7, 30, 90, 365])
const recordingDays = z.literal([0, 1, 7, 30, 90, 365])
const callOptions = [
  { value: asAll, label: 'As Settings say' },
  ...days([7, 30, 90, 365]),
  { value: '0', label: 'For ever' },
]
const recordingOptions = [
  { value: asAll, label: 'As Settings say' },
  ...days([1, 7, 30, 90, 365]),
  { value: '0', label: 'As long as the call' },
]
const written = (kept: number | null) => (kept === null ? asAll : String(kept))

/** How long what came to this number is kept, where it is another time than the workspace's. */
export function KeepingChoice({ id, e164, keeps }: KeepingChoiceProps) {
  const [asking, setAsking] = useState<{ calls: string; recordings: string } | null>(null)
  const manages = useMay('manage')
  const set = useMutation(
    trpc.numbers.setKeeping.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.numbers.list.pathFilter())
        toast.success(`How long ${writeNumber(e164)} keeps things is saved.`)
      },
      onSettled: () => setAsking(null),
    }),
  )
  const save = (next: { calls: string; recordings: string }) =>
    set.mutate({
      numberId: id,
      calls: next.calls === asAll ? null : callDays.parse(Number(next.calls)),
      recordings: next.recordings === asAll ? null : recordingDays.parse(Number(next.recordings)),
    })
  const now = { calls: written(keeps.calls), recordings: written(keeps.recordings) }
  /** Longer, or for ever, takes nothing away; any other change may. */
  const choose = (next: typeof now) => {
    const changed = next.calls === now.calls ? [now.recordings, next.recordings] : [now.calls, next.calls]
    const [before = '', after = ''] = changed
    if (before === after) return
    const longer =
      after === '0' || (before !== asAll && before !== '0' && after !== asAll && Number(after) > Number(before))
    if (longer) save(next)
    else setAsking(next)
  }
  if (!manages)
    return (
      <p className="border-t border-line pt-3 text-[13px] lg:col-span-full">
        <span className="font-medium">How long things are kept</span>{' '}
        <span className="text-soft">{keptWords(keeps)}</span>
      </p>
    )
  return (
    <details className="group border-t border-line pt-3 lg:col-span-full">
      <summary className="flex w-fit cursor-pointer list-none items-center gap-1.5 rounded text-[13px] font-medium hover:text-ink [&::-webkit-details-marker]:hidden">
        <ChevronRight aria-hidden size={14} className="transition-transform group-open:rotate-90" />
        How long things are kept
        <span className="font-normal text-soft">{keptWords(keeps)}</span>
      </summary>
      <div className="mt-3 grid max-w-xl gap-x-6 gap-y-3 sm:grid-cols-2">
        <Field label="Keep its calls for" hint="Counted from a call’s start.">
          {(control) => (
            <Select
              {...control}
              value={now.calls}
              disabled={set.isPending}
              options={callOptions}
              onChange={(calls) => choose({ ...now, calls })}
            />
          )}
        </Field>
        <Field label="Keep its recordings for" hint="Then where they are is forgotten.">
          {(control) => (
            <Select
              {...control}
              value={now.recordings}
              disabled={set.isPending}
              options={recordingOptions}
              onChange={(recordings) => choose({ ...now, recordings })}
            />
          )}
        </Field>
      </div>
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={(open) => (open ? undefined : setAsking(null))}
        title="Keep them for another time?"
        description={`What came to ${writeNumber(e164)} and is older than that goes within the hour. That can’t be undone.`}
        confirm="Save"
        danger
        busy={set.isPending}
        onConfirm={() => (asking ? save(asking) : undefined)}
      />
    </details>
  )
}

function keptWords({ calls, recordings }: Keeps): string {
  if (calls === null && recordings === null) return 'as Settings say'
  const label = (options: typeof callOptions, kept: number | null) =>
    options.find(({ value }) => value === written(kept))?.label.toLowerCase() ?? ''
  return `calls ${label(callOptions, calls)}, recordings ${label(recordingOptions, recordings)}`.replaceAll(
    'as settings say',
    'as Settings say',
  )
}
