import { Button } from '@patchbay/ui/button'
import { Pill } from '@patchbay/ui/pill'
import { toast } from '@patchbay/ui/toast'
import { useState } from 'react'
import { Section } from '../../app/section'
import { readSession, type Session } from '../../app/session'
import { queryClient } from '../../app/trpc'
import { askAuth } from './ask-auth'
import { authClient } from './auth-client'
import { PasswordDialog } from './password-dialog'
import { RecoveryCodesDialog } from './recovery-codes-dialog'
import { sessionsKey } from './sessions-key'
import { TwoStepDialog } from './two-step-dialog'
import { useHasPassword } from './use-has-password'

/** A code from one's phone beside the password. */
export function TwoStepSection({ person }: { person: NonNullable<Session['person']> }) {
  const [asking, setAsking] = useState<'on' | 'codes' | 'off' | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const hasPassword = useHasPassword().data
  const on = person.twoFactor
  const changed = async () => {
    await readSession()
    await queryClient.invalidateQueries({ queryKey: sessionsKey })
  }
  const close = () => setAsking(null)
  return (
    <Section
      title="Two-step sign-in"
      lead="After the password you type a code that an app on your phone shows. Whoever learns your password can do nothing with it alone."
      action={on ? <Pill tone="live">on</Pill> : <Pill>off</Pill>}
    >
      {on ? (
        <div className="flex flex-wrap gap-2">
          <Button onClick={() => setAsking('codes')}>New recovery codes…</Button>
          <Button variant="danger" onClick={() => setAsking('off')}>
            Switch off…
          </Button>
        </div>
      ) : hasPassword === false ? (
        <p className="text-soft">It goes with a password, and you have none.</p>
      ) : (
        <Button onClick={() => setAsking('on')}>Set it up…</Button>
      )}
      {asking === 'on' ? <TwoStepDialog person={person} onChanged={changed} onClose={close} /> : null}
      {asking === 'codes' ? (
        <PasswordDialog
          person={person}
          title="New recovery codes"
          description="The codes that you have now stop working."
          confirm="Make new codes"
          act={async (password) => {
            const { backupCodes } = await askAuth(authClient.twoFactor.generateBackupCodes({ password }))
            setCodes(backupCodes)
          }}
          onClose={close}
        />
      ) : null}
      {asking === 'off' ? (
        <PasswordDialog
          person={person}
          title="Switch two-step sign-in off?"
          description="Then your password alone is enough to sign in, and your recovery codes are gone."
          confirm="Switch off"
          act={async (password) => {
            await askAuth(authClient.twoFactor.disable({ password }))
            await changed()
            toast.success('Two-step sign-in is off.')
          }}
          onClose={close}
        />
      ) : null}
      {codes ? <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} /> : null}
    </Section>
  )
}
