import { Button, type ButtonProps } from '@patchbay/ui/button'
import { PhoneOff } from 'lucide-react'
import { useState } from 'react'
import { HangUpDialog } from './hang-up-dialog'

export type HangUpButtonProps = {
  callId: string
  /** Whose call it is, E.164; named in the question. */
  number?: string
  size?: ButtonProps['size']
}

/** Ends a call that is under way, after a question. The call’s log says who did it. */
export function HangUpButton({ callId, number, size }: HangUpButtonProps) {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button variant="danger" {...(size ? { size } : {})} icon={PhoneOff} onClick={() => setAsking(true)}>
        Hang up
      </Button>
      <HangUpDialog
        callId={callId}
        {...(number === undefined ? {} : { number })}
        open={asking}
        onOpenChange={setAsking}
      />
    </>
  )
}
