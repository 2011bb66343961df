import { Button } from '@patchbay/ui/button'
import { ConfirmDialog } from '@patchbay/ui/confirm-dialog'
import { useMutation } from '@tanstack/react-query'
import { LogOut } from 'lucide-react'
import { useState } from 'react'
import { useSession } from '../../app/session'
import { trpc } from '../../app/trpc'

/** Leaving the workspace oneself. Whoever sits at this machine stays: nobody else could come back in. */
export function LeaveButton() {
  const { person, place } = useSession()
  const [asking, setAsking] = useState(false)
  const leave = useMutation(
    trpc.members.leave.mutationOptions({
      onSuccess: () => location.assign('/'),
      onError: () => setAsking(false),
    }),
  )
  if (!person || person.local || !place) return null
  return (
    <div className="flex justify-end">
      <Button variant="danger" icon={LogOut} onClick={() => setAsking(true)}>
        Leave this workspace…
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Leave ${place.name}?`}
        description="You see nothing of it any more, at once. Only an owner can invite you again."
        confirm="Leave"
        danger
        busy={leave.isPending}
        onConfirm={() => leave.mutate()}
      />
    </div>
  )
}
