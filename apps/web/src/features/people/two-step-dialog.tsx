import { Dialog } from '@patchbay/ui/dialog'
import { toast } from '@patchbay/ui/toast'
import { useState } from 'react'
import type { Session } from '../../app/session'
import { RecoveryCodes } from './recovery-codes'
import { TwoStepBegin } from './two-step-begin'
import { TwoStepCheck } from './two-step-check'

export type TwoStepSecret = {
  /** `otpauth://totp/…`, as authenticator apps read it. */
  uri: string
  codes: readonly string[]
}

export type TwoStepDialogProps = {
  person: NonNullable<Session['person']>
  onChanged: () => Promise<void>
  onClose: () => void
}

/** Sets two-step sign-in up: the password, the app, the recovery codes. Nothing is on before the app has shown that it works. */
export function TwoStepDialog({ person, onChanged, onClose }: TwoStepDialogProps) {
  const [secret, setSecret] = useState<TwoStepSecret | null>(null)
  const [on, setOn] = useState(false)
  const [title, description] = on
    ? ['Keep your recovery codes', 'Two-step sign-in is on. Without your phone, each of these codes lets you in once.']
    : secret
      ? ['Add Patchbay to your app', 'Any authenticator app will do. Then type the code that it shows.']
      : ['Set up two-step sign-in', 'First show that it is you.']
  return (
    <Dialog
      open
      {...(on ? {} : { onOpenChange: (open: boolean) => (open ? undefined : onClose()) })}
      title={title}
      description={description}
    >
      {secret === null ? (
        <TwoStepBegin person={person} onBegun={setSecret} onClose={onClose} />
      ) : on ? (
        <RecoveryCodes codes={secret.codes} onKept={onClose} />
      ) : (
        <TwoStepCheck
          uri={secret.uri}
          onClose={onClose}
          onChecked={async () => {
            setOn(true)
            await onChanged()
            toast.success('Two-step sign-in is on.')
          }}
        />
      )}
    </Dialog>
  )
}
