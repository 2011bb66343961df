import { Button } from '@patchbay/ui/button'
import { ConfirmDialog } from '@patchbay/ui/confirm-dialog'
import { Dialog } from '@patchbay/ui/dialog'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { type Outputs, queryClient, trpc } from '../../app/trpc'
import { UsedIn } from '../../app/used-in'

export type RemovePromptDialogProps = {
  prompt: Outputs['prompts']['list'][number]
  onClose: () => void
  onRemoved?: () => void
}

/** Asks before a prompt is removed; one that flows name is not removed, and they are shown. */
export function RemovePromptDialog({ prompt, onClose, onRemoved }: RemovePromptDialogProps) {
  const remove = useMutation(
    trpc.prompts.remove.mutationOptions({
      onSuccess: async () => {
        onRemoved?.()
        toast.success(`“${prompt.name}” is removed.`)
        await queryClient.invalidateQueries(trpc.prompts.list.pathFilter())
      },
      onSettled: onClose,
    }),
  )
  const onOpenChange = (open: boolean) => (open ? undefined : onClose())
  if (prompt.usedIn.length > 0)
    return (
      <Dialog
        open
        onOpenChange={onOpenChange}
        title={`“${prompt.name}” is in use`}
        description="Take it out of these flows and publish them; then it can be removed."
        footer={<Button onClick={onClose}>Close</Button>}
      >
        <UsedIn flows={prompt.usedIn} />
      </Dialog>
    )
  return (
    <ConfirmDialog
      open
      onOpenChange={onOpenChange}
      title={`Remove “${prompt.name}”?`}
      description="No flow uses it. Its texts and recordings go in all languages, with their history, and can’t be brought back."
      confirm="Remove"
      danger
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ id: prompt.id })}
    />
  )
}
