import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Dialog, DialogButtons } from '@patchbay/ui/dialog'
import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import { useMutation, useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { useForm } from 'react-hook-form'
import { useLocation } from 'wouter'
import { z } from 'zod'
import { Failure } from '../../app/failure'
import { queryClient, trpc } from '../../app/trpc'
import { flowName } from './flow-name'

const form = z.object({ name: flowName, from: z.string() })
const empty = { id: 'empty', name: 'Empty canvas', about: 'Draw it yourself, from the first block on.' }

/** Asks for a name and what to start from, then opens the new flow. */
export function CreateFlowDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      width="medium"
      title="New flow"
      description="Start from something that works already; every part of it can be changed."
    >
      <CreateFlowForm onCancel={() => onOpenChange(false)} />
    </Dialog>
  )
}

function CreateFlowForm({ onCancel }: { onCancel: () => void }) {
  const [, go] = useLocation()
  const templates = useQuery(trpc.flows.templates.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }))
  const { register, handleSubmit, formState, watch, setValue, getFieldState } = useForm({
    resolver: zodResolver(form),
    defaultValues: { name: '', from: empty.id },
  })
  const create = useMutation(
    trpc.flows.create.mutationOptions({
      onSuccess: ({ id }) => {
        void queryClient.invalidateQueries(trpc.flows.list.pathFilter())
        go(`/flows/${id}`)
      },
    }),
  )
  const chosen = watch('from')
  const choose = (choice: { id: string; name: string }) => {
    setValue('from', choice.id)
    if (!getFieldState('name').isDirty) setValue('name', choice.id === empty.id ? '' : choice.name)
  }
  return (
    <form onSubmit={handleSubmit((input) => create.mutate(input))} className="grid gap-4">
      <Field label="Name" error={formState.errors.name?.message}>
        {(control) => (
          <TextInput {...control} {...register('name')} autoComplete="off" placeholder="Front desk" autoFocus />
        )}
      </Field>
      <fieldset className="grid gap-1">
        <legend className="mb-1 text-[13px] font-medium">Start from</legend>
        {templates.isError ? <Failure error={templates.error} retry={() => void templates.refetch()} /> : null}
        <div className="grid gap-2 sm:grid-cols-2">
          {[empty, ...(templates.data ?? [])].map((choice) => (
            <label
              key={choice.id}
              className={clsx(
                'flex cursor-pointer gap-2.5 rounded-control border p-3 focus-within:outline-2 focus-within:outline-focus',
                chosen === choice.id ? 'border-block-middle bg-block-middle/8' : 'border-line hover:bg-bg',
              )}
            >
              <input
                type="radio"
                name="from"
                value={choice.id}
                checked={chosen === choice.id}
                onChange={() => choose(choice)}
                className="mt-0.5 size-4 shrink-0 accent-(--block-middle) outline-none"
              />
              <span className="grid content-start gap-0.5">
                <span className="font-semibold">{choice.name}</span>
                <span className="text-[13px] text-soft">{choice.about}</span>
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      <DialogButtons>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" busy={create.isPending}>
          Create
        </Button>
      </DialogButtons>
    </form>
  )
}
