import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { ConfirmDialog } from '@patchbay/ui/confirm-dialog'
import { Field } from '@patchbay/ui/field'
import { Select } from '@patchbay/ui/select'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { useMay } from '../../app/session'
import { type Outputs, queryClient, trpc } from '../../app/trpc'
import {
  isShorter,
  keepOptions,
  keepValue,
  readKeepValue,
  readRecordingValue,
  recordingOptions,
  recordingValue,
} from './keep-days'
import { NumberField } from './number-field'

const range = 'Write a whole number from 1 to 10,000.'
const form = z.object({
  keep: z.string().min(1, 'Choose how long calls are kept.').transform(readKeepValue),
  recordings: z.string().transform(readRecordingValue),
  mostCalls: z.int(range).min(1, range).max(10_000, range),
})
type Settled = z.output<typeof form>

/** The settings as a form. Nothing changes before it is saved; keeping calls for a shorter time is asked about first. */
export function SettingsForm({ settings }: { settings: Outputs['workspace']['get'] }) {
  const manages = useMay('manage')
  const [asking, setAsking] = useState<Settled | null>(null)
  const { control, handleSubmit, formState } = useForm<z.input<typeof form>, unknown, Settled>({
    resolver: zodResolver(form),
    values: {
      keep: keepValue(settings.keepDays) ?? '',
      recordings: recordingValue(settings.recordingKeepDays),
      mostCalls: settings.mostCalls,
    },
    // What the server says anew does not undo what is being typed.
    resetOptions: { keepDirtyValues: true },
  })
  const update = useMutation(
    trpc.workspace.update.mutationOptions({
      onSuccess: (saved) => {
        queryClient.setQueryData(trpc.workspace.get.queryKey(), saved)
        toast.success('The settings are saved.')
      },
      onSettled: () => setAsking(null),
    }),
  )
  const save = ({ keep, recordings, mostCalls }: Settled) =>
    update.mutate({ keepDays: keep, recordingKeepDays: recordings, mostCalls })
  return (
    <form
      onSubmit={handleSubmit((settled) =>
        isShorter(settled.keep, settings.keepDays) || isShorter(settled.recordings, settings.recordingKeepDays)
          ? setAsking(settled)
          : save(settled),
      )}
      className="grid gap-5 rounded-card border border-line bg-panel p-4 sm:p-5"
    >
      <fieldset disabled={!manages} className="contents">
        <Field
          label="Keep calls for"
          hint="Counted from a call’s start. Older calls are deleted with all their steps, within the hour or so."
          error={formState.errors.keep?.message}
        >
          {(labelled) => (
            <Controller
              control={control}
              name="keep"
              render={({ field }) => (
                <Select
                  {...labelled}
                  value={field.value || null}
                  onChange={field.onChange}
                  placeholder={`${settings.keepDays} days`}
                  options={keepOptions}
                />
              )}
            />
          )}
        </Field>
        <Field
          label="Keep recordings for"
          hint="Then Patchbay forgets where the recordings of a call are. The recordings themselves lie at the carrier."
        >
          {(labelled) => (
            <Controller
              control={control}
              name="recordings"
              render={({ field }) => (
                <Select {...labelled} value={field.value} onChange={field.onChange} options={recordingOptions} />
              )}
            />
          )}
        </Field>
        <NumberField
          control={control}
          name="mostCalls"
          label="Calls at once"
          hint="What rings past that is turned away; each number says how. Calls under way are never cut."
          unit="calls"
        />
      </fieldset>
      {manages ? (
        <div className="flex justify-end">
          <Button type="submit" variant="primary" busy={update.isPending && asking === null}>
            Save
          </Button>
        </div>
      ) : (
        <p className="text-soft">Only owners change this.</p>
      )}
      <ConfirmDialog
        open={asking !== null}
        onOpenChange={(open) => (open ? undefined : setAsking(null))}
        title="Delete what is older?"
        description={asking ? whatGoes(asking, settings) : ''}
        confirm="Save and delete"
        danger
        busy={update.isPending}
        onConfirm={() => (asking ? save(asking) : undefined)}
      />
    </form>
  )
}

/** What a shorter time takes away, in sentences. */
function whatGoes({ keep, recordings }: Settled, before: Outputs['workspace']['get']): string {
  const calls = isShorter(keep, before.keepDays)
    ? `Calls that began more than ${keep} days ago will be deleted with all their steps. `
    : ''
  const addresses = isShorter(recordings, before.recordingKeepDays)
    ? `Where recordings older than ${recordings === 1 ? 'a day' : `${recordings} days`} are will be forgotten. `
    : ''
  return `${calls}${addresses}That can’t be undone.`
}
