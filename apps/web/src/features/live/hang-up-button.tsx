import { Button } from '@patchbay/ui/button'
import { ConfirmDialog } from '@patchbay/ui/confirm-dialog'
import { IconButton } from '@patchbay/ui/icon-button'
import { useMutation } from '@tanstack/react-query'
import { PhoneOff } from 'lucide-react'
import { useState } from 'react'
import { writeNumber } from '../../app/phone-number'
import { queryClient, trpc } from '../../app/trpc'

export type HangUpButtonProps = {
  callId: string
  /** Whose call it is, E.164; read out with the icon, and named in the question. */
  number?: string
  /** As an icon, where many of them stand. */
  look?: 'button' | 'icon'
  className?: string
}

/** Ends a call that is under way, after a question. The call's log says who did it. */
export function HangUpButton({ callId, number, look = 'button', className }: HangUpButtonProps) {
  const [asking, setAsking] = useState(false)
  const hangUp = useMutation(
    trpc.calls.hangUp.mutationOptions({
      onSettled: () => {
        setAsking(false)
        void queryClient.invalidateQueries(trpc.calls.get.queryFilter({ id: callId }))
      },
    }),
  )
  const whose = number === undefined ? '' : ` ${writeNumber(number)}`
  return (
    <>
      {look === 'icon' ? (
        <IconButton
          label={`Hang up${whose}`}
          icon={PhoneOff}
          side="left"
          onClick={() => setAsking(true)}
          className={className}
        />
      ) : (
        <Button variant="danger" icon={PhoneOff} onClick={() => setAsking(true)} className={className}>
          Hang up
        </Button>
      )}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={number === undefined ? 'Hang up this call?' : `Hang up the call of${whose}?`}
        description="The line is cut at once, in the middle of whatever is being said. The call’s log will say that it was you."
        confirm="Hang up"
        danger
        busy={hangUp.isPending}
        onConfirm={() => hangUp.mutate({ id: callId })}
      />
    </>
  )
}
