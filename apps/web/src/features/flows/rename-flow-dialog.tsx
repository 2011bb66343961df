import { useMutation } from '@tanstack/react-query'
import { RenameDialog } from '../../app/rename-dialog'
import { queryClient, trpc } from '../../app/trpc'

/** Gives a flow another name. */
export function RenameFlowDialog({ flow, onClose }: { flow: { id: string; name: string }; onClose: () => void }) {
  const rename = useMutation(
    trpc.flows.rename.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.flows.pathFilter())
        onClose()
      },
    }),
  )
  return (
    <RenameDialog
      what="flow"
      name={flow.name}
      busy={rename.isPending}
      onRename={(name) => rename.mutate({ id: flow.id, name })}
      onClose={onClose}
    />
  )
}
