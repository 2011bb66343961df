import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Dialog, DialogButtons } from '@patchbay/ui/dialog'
import { Field } from '@patchbay/ui/field'
import { Notice } from '@patchbay/ui/notice'
import { Select } from '@patchbay/ui/select'
import { TextInput } from '@patchbay/ui/text-input'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { z } from 'zod'
import { readNumber } from '../../app/phone-number'
import { sentenceOf, trpc } from '../../app/trpc'

const number = z
  .string()
  .transform((typed) => (typed.trim() === '' ? '' : readNumber(typed)))
  .refine((read) => read !== null, 'Write it with + and the country code, such as +65 9123 4567.')
const form = z.object({ flowId: z.string().min(1, 'Choose a flow.'), dest: number, callerId: number })

export type PlaceCallDialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  onPlaced: (callId: string) => void
}

/** Asks which flow shall ring whom, and begins the call. */
export function PlaceCallDialog({ open, onOpenChange, onPlaced }: PlaceCallDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Place a call"
      description="A flow that begins with “Outgoing call” rings somebody and goes on from there."
    >
      <PlaceCallForm
        onCancel={() => onOpenChange(false)}
        onPlaced={(id) => {
          onOpenChange(false)
          onPlaced(id)
        }}
      />
    </Dialog>
  )
}

function PlaceCallForm({ onCancel, onPlaced }: { onCancel: () => void; onPlaced: (id: string) => void }) {
  const flows = useQuery(trpc.flows.list.queryOptions({}))
  const outgoing = (flows.data ?? []).filter((flow) => flow.startsWith === 'outgoing' && flow.liveVersion !== null)
  const { register, control, handleSubmit, formState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { flowId: '', dest: '', callerId: '' },
  })
  const place = useMutation(
    trpc.calls.place.mutationOptions({ meta: { quiet: true }, onSuccess: ({ id }) => onPlaced(id) }),
  )
  if (flows.isSuccess && outgoing.length === 0)
    return <Notice>No flow that makes calls is published yet. Draw one that begins with “Outgoing call”.</Notice>
  return (
    <form
      className="grid gap-4"
      onSubmit={handleSubmit(({ flowId, dest, callerId }) =>
        place.mutate({ flowId, ...(dest ? { dest } : {}), ...(callerId ? { callerId } : {}) }),
      )}
    >
      <Field label="Flow" error={formState.errors.flowId?.message}>
        {(labelled) => (
          <Controller
            control={control}
            name="flowId"
            render={({ field }) => (
              <Select
                {...labelled}
                value={field.value || null}
                onChange={field.onChange}
                options={outgoing.map(({ id, name, liveVersion }) => ({ value: id, label: `${name} v${liveVersion}` }))}
              />
            )}
          />
        )}
      </Field>
      <Field
        label="Number to ring"
        hint="Leave it empty if the flow says whom to ring."
        error={formState.errors.dest?.message}
      >
        {(labelled) => <TextInput {...labelled} {...register('dest')} mono type="tel" placeholder="+65 9123 4567" />}
      </Field>
      <Field label="Caller ID" aside="optional" error={formState.errors.callerId?.message}>
        {(labelled) => <TextInput {...labelled} {...register('callerId')} mono type="tel" />}
      </Field>
      {place.isError ? <Notice kind="bad">{sentenceOf(place.error)}</Notice> : null}
      <DialogButtons>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" busy={place.isPending}>
          Ring
        </Button>
      </DialogButtons>
    </form>
  )
}
