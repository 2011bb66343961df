import { Dialog } from '@patchbay/ui/dialog'
import { useMutation } from '@tanstack/react-query'
import { queryClient, trpc } from '../../app/trpc'
import { KeyForm } from './key-form'
import { KeyShownOnce } from './key-shown-once'

/** Makes a key, then shows it: this once, since nobody can read it again. */
export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const create = useMutation(
    trpc.keys.create.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries(trpc.keys.list.pathFilter()),
    }),
  )
  const made = create.data
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={made ? 'Keep this key now' : 'New API key'}
      description={
        made
          ? 'It is shown this once. If it is lost, revoke it and make another one.'
          : 'For one program or one person’s scripts.'
      }
      width="medium"
    >
      {made ? (
        <KeyShownOnce text={made.key} onClose={onClose} />
      ) : (
        <KeyForm busy={create.isPending} onCancel={onClose} onSend={(wanted) => create.mutate(wanted)} />
      )}
    </Dialog>
  )
}
