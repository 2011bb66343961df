import { Button } from '@patchbay/ui/button'
import { ConfirmDialog } from '@patchbay/ui/confirm-dialog'
import { Dialog } from '@patchbay/ui/dialog'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { type Outputs, queryClient, trpc } from '../../app/trpc'
import { UsedIn } from '../../app/used-in'

type ListedTable = Outputs['tables']['list'][number]

/** Asks before a table is removed; one that flows name is not removed, and they are shown. */
export function RemoveTableDialog({ table, onClose }: { table: ListedTable; onClose: () => void }) {
  const remove = useMutation(
    trpc.tables.remove.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries(trpc.tables.list.pathFilter())
        toast.success(`“${table.name}” is removed.`)
      },
      onSettled: onClose,
    }),
  )
  const onOpenChange = (open: boolean) => (open ? undefined : onClose())
  if (table.usedIn.length > 0)
    return (
      <Dialog
        open
        onOpenChange={onOpenChange}
        title={`“${table.name}” is in use`}
        description="Take it out of these flows and publish them; then it can be removed."
        footer={<Button onClick={onClose}>Close</Button>}
      >
        <UsedIn flows={table.usedIn} />
      </Dialog>
    )
  return (
    <ConfirmDialog
      open
      onOpenChange={onOpenChange}
      title={`Remove “${table.name}”?`}
      description={`No flow uses it. Its ${table.rowCount.toLocaleString('en')} rows can’t be brought back; download them first if you may want them again.`}
      confirm="Remove"
      danger
      busy={remove.isPending}
      onConfirm={() => remove.mutate({ id: table.id })}
    />
  )
}
