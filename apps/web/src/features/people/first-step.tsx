import { Button } from '@patchbay/ui/button'
import { Notice } from '@patchbay/ui/notice'
import { useMutation } from '@tanstack/react-query'
import { Building2, KeyRound } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { sentenceOf } from '../../app/trpc'
import { askAuth } from './ask-auth'
import { authClient } from './auth-client'
import { passkeysWork } from './passkeys-work'
import { PasswordForm } from './password-form'
import type { SignInWays } from './sign-in'

export type FirstStepProps = {
  ways: SignInWays
  email: string
  next: string
  onSignedIn: () => void
  onSecondStep: () => void
  onForgot: (email: string) => void
}

/** The ways in, as far as this Patchbay has them. */
export function FirstStep({ ways, email, next, onSignedIn, onSecondStep, onForgot }: FirstStepProps) {
  const passkey = useMutation({
    mutationFn: () => askAuth(authClient.signIn.passkey()),
    meta: { quiet: true },
    onSuccess: onSignedIn,
  })
  const elsewhere = useMutation({
    mutationFn: () =>
      askAuth(authClient.signIn.social({ provider: 'oidc', callbackURL: next, errorCallbackURL: next })),
    meta: { quiet: true },
  })
  const passkeys = ways.passkey && passkeysWork()
  useOfferedPasskey(passkeys, onSignedIn)
  const fault = passkey.error ?? elsewhere.error
  const others = passkeys || ways.oidc !== null
  return (
    <div className="grid gap-4">
      {ways.password ? (
        <PasswordForm
          email={email}
          offersPasskey={passkeys}
          onSignedIn={onSignedIn}
          onSecondStep={onSecondStep}
          onForgot={onForgot}
        />
      ) : null}
      {ways.password && others ? (
        <p className="flex items-center gap-3 text-xs text-faint before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
          or
        </p>
      ) : null}
      {others ? (
        <div className="grid gap-2">
          {passkeys ? (
            <Button icon={KeyRound} busy={passkey.isPending} onClick={() => passkey.mutate()}>
              Sign in with a passkey
            </Button>
          ) : null}
          {ways.oidc === null ? null : (
            <Button icon={Building2} busy={elsewhere.isPending} onClick={() => elsewhere.mutate()}>
              Sign in with {ways.oidc}
            </Button>
          )}
        </div>
      ) : null}
      {fault ? <Notice kind="bad">{sentenceOf(fault)}</Notice> : null}
    </div>
  )
}

/** Where the browser can, it offers passkeys in the list that opens below the e-mail address. */
function useOfferedPasskey(enabled: boolean, onSignedIn: () => void): void {
  const then = useRef(onSignedIn)
  useEffect(() => {
    then.current = onSignedIn
  })
  useEffect(() => {
    if (!enabled) return
    let gone = false
    void (async () => {
      const can = await PublicKeyCredential.isConditionalMediationAvailable?.().catch(() => false)
      if (!can || gone) return
      // One that is not taken ends as a refusal, which is nobody’s fault.
      const answer = await authClient.signIn.passkey({ autoFill: true }).catch(() => null)
      if (!gone && answer && !answer.error) then.current()
    })()
    return () => {
      gone = true
    }
  }, [enabled])
}
