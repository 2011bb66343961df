import { Button } from '@patchbay/ui/button'
import { Notice } from '@patchbay/ui/notice'
import { useRinging } from './ring-again'

/** Says that this call is one that is rung again, while what people did is done again. */
export function RingingNotice({ callId }: { callId: string }) {
  const ringing = useRinging((state) => state.ringing)
  if (ringing?.callId !== callId) return null
  return (
    <Notice
      action={
        <Button size="small" onClick={ringing.stop}>
          Stop
        </Button>
      }
    >
      Rung again: {ringing.done} of {ringing.total} things that people did are done.
    </Notice>
  )
}
