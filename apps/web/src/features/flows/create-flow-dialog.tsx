import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Dialog, DialogButtons } from '@patchbay/ui/dialog'
import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import { useMutation, useQuery } from '@tanstack/react-query'
import { clsx } from 'clsx'
import { SquareDashed } from 'lucide-react'
import { useForm } from 'react-hook-form'
import { useLocation } from 'wouter'
import { z } from 'zod'
import { Failure } from '../../app/failure'
import { givenName } from '../../app/given-name'
import { type Outputs, queryClient, trpc } from '../../app/trpc'
import { FlowMiniature } from './flow-miniature'

const form = z.object({ name: givenName('flow'), from: z.string() })
type Template = Outputs['flows']['templates'][number]
type Choice = Omit<Template, 'miniature'> & { miniature: Template['miniature'] | null }

const empty: Choice = {
  id: 'empty',
  name: 'Empty canvas',
  about: 'Draw it yourself, from the first block on.',
  blocks: 0,
  miniature: null,
  brings: { tables: [], prompts: [], flows: [] },
}

/** Asks for a name and what to start from, then opens the new flow. */
export function CreateFlowDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      width="large"
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
        void queryClient.invalidateQueries(trpc.tables.list.pathFilter())
        void queryClient.invalidateQueries(trpc.prompts.list.pathFilter())
        go(`/flows/${id}`)
      },
    }),
  )
  const choices = [empty, ...(templates.data ?? [])]
  const from = watch('from')
  const chosen = choices.find(({ id }) => id === from) ?? empty
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
        <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
          <div className="grid content-start gap-1.5">
            {choices.map((choice) => (
              <label
                key={choice.id}
                className={clsx(
                  'flex cursor-pointer items-center gap-2.5 rounded-control border px-3 py-2 focus-within:outline-2 focus-within:outline-focus',
                  chosen === choice ? 'border-block-middle bg-block-middle/8' : 'border-line hover:bg-bg',
                )}
              >
                <input
                  type="radio"
                  name="from"
                  value={choice.id}
                  checked={chosen === choice}
                  onChange={() => choose(choice)}
                  aria-describedby={chosen === choice ? 'chosen-template' : undefined}
                  className="size-4 shrink-0 accent-(--block-middle) outline-none"
                />
                <Picture of={choice} className="h-9 w-16 shrink-0" />
                <span className="min-w-0 font-medium">{choice.name}</span>
              </label>
            ))}
          </div>
          <div id="chosen-template" className="top-0 grid content-start gap-2 self-start max-sm:row-start-1 sm:sticky">
            <Picture of={chosen} className="h-28 w-full sm:h-52" />
            <p>{chosen.about}</p>
            <p className="text-[13px] text-soft">{counted(chosen.blocks)}</p>
            {broughtBy(chosen).map((words) => (
              <p key={words} className="text-[13px] text-soft">
                {words}
              </p>
            ))}
          </div>
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

function Picture({ of: { miniature }, className }: { of: Choice; className: string }) {
  if (miniature) return <FlowMiniature of={miniature} className={className} />
  return (
    <span
      aria-hidden
      className={clsx('grid place-items-center rounded-md border border-line bg-canvas text-faint', className)}
    >
      <SquareDashed size={20} />
    </span>
  )
}

/** What comes with a template, in words. */
function broughtBy({ brings: { tables, prompts, flows } }: Choice): string[] {
  const quoted = (names: readonly string[]) => names.map((name) => `“${name}”`).join(', ')
  return [
    ...(tables.length > 0 ? [`With a table to fill, unless you have it already: ${quoted(tables)}.`] : []),
    ...(prompts.length > 0 ? [`With ${prompts.length} prompts, unless you have them already.`] : []),
    ...(flows.length > 0 ? [`With a flow that it goes to: ${quoted(flows)}.`] : []),
  ]
}

function counted(blocks: number): string {
  return blocks === 0 ? 'No blocks yet' : blocks === 1 ? '1 block' : `${blocks} blocks`
}
