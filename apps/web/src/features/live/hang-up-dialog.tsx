import { ConfirmDialog } from '@patchbay/ui/confirm-dialog'
import { useMutation } from '@tanstack/react-query'
import { writeNumber } from '../../app/phone-number'
import { queryClient, trpc } from '../../app/trpc'

export type HangUpDialogProps = {
  callId: string
  /** Whose call it is, E.164; named in the question. */
  number?: string
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Asks whether a call shall be ended, and has it ended. The call’s log says who did it. */
export function HangUpDialog({ callId, number, open, onOpenChange }: HangUpDialogProps) {
  const hangUp = useMutation(
    trpc.calls.hangUp.mutationOptions({
      onSettled: () => {
        onOpenChange(false)
        void queryClient.invalidateQueries(trpc.calls.get.queryFilter({ id: callId }))
      },
    }),
  )
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={number === undefined ? 'Hang up this call?' : `Hang up the call of ${writeNumber(number)}?`}
      description="The line is cut at once, in the middle of whatever is being said. The call’s log will say that it was you."
      confirm="Hang up"
      danger
      busy={hangUp.isPending}
      onConfirm={() => hangUp.mutate({ id: callId })}
    />
  )
}
