import { zodResolver } from '@hookform/resolvers/zod'
import { Button } from '@patchbay/ui/button'
import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { Bookmark } from 'lucide-react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { queryClient, trpc, trpcClient } from '../../app/trpc'
import { useEditor } from './editor-context'

const form = z.object({ note: z.string().trim().min(1, 'Say what it is.').max(500, 'At most 500 characters.') })

/** Keeps the draft as it is now under a few words, to come back to. */
export function KeepDraft() {
  const { flowId, autosave } = useEditor()
  const { register, handleSubmit, formState, reset } = useForm({
    resolver: zodResolver(form),
    defaultValues: { note: '' },
  })
  const keep = useMutation({
    mutationFn: async ({ note }: { note: string }) => {
      const revision = await autosave.flush()
      if (revision === null) throw new Error('The draft could not be saved.')
      return trpcClient.flows.keep.mutate({ id: flowId, revision, note })
    },
    onSuccess: () => {
      reset()
      toast.success('The draft is kept.')
      void queryClient.invalidateQueries(trpc.flows.history.pathFilter())
    },
  })
  return (
    <form onSubmit={handleSubmit((input) => keep.mutate(input))} className="grid gap-2 border-b border-line pb-3">
      <Field label="Keep this draft as" error={formState.errors.note?.message}>
        {(control) => (
          <TextInput {...control} {...register('note')} autoComplete="off" placeholder="before the holidays" />
        )}
      </Field>
      <Button type="submit" size="small" icon={Bookmark} busy={keep.isPending}>
        Keep it
      </Button>
    </form>
  )
}
