import { useMutation } from '@tanstack/react-query'
import { RenameDialog } from '../../app/rename-dialog'
import { queryClient, trpc } from '../../app/trpc'

/** Gives a table another name. */
export function RenameTableDialog({ table, onClose }: { table: { id: string; name: string }; onClose: () => void }) {
  const rename = useMutation(
    trpc.tables.rename.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.tables.pathFilter())
        onClose()
      },
    }),
  )
  return (
    <RenameDialog
      what="table"
      name={table.name}
      hint="Its key stays, so no flow changes."
      busy={rename.isPending}
      onRename={(name) => rename.mutate({ id: table.id, name })}
      onClose={onClose}
    />
  )
}
