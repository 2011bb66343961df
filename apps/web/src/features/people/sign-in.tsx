import { useState } from 'react'
import type { Session } from '../../app/session'
import { FirstStep } from './first-step'
import { ForgotForm } from './forgot-form'
import { SecondStepForm } from './second-step-form'

export type SignInWays = Session['signIn']

export type SignInProps = {
  ways: SignInWays
  /** Whom one expects. */
  email?: string
  /** Where somebody comes back to who was led to another house to sign in: a path of ours. */
  next: string
  onSignedIn: () => void
}

/** Signing in: by password, passkey or another house; then, where it is asked for, the second step. */
export function SignIn({ ways, email = '', next, onSignedIn }: SignInProps) {
  const [step, setStep] = useState<'first' | 'second' | 'forgot'>('first')
  const [typed, setTyped] = useState(email)
  if (step === 'second') return <SecondStepForm onSignedIn={onSignedIn} onBack={() => setStep('first')} />
  if (step === 'forgot') return <ForgotForm mail={ways.mail} email={typed} onBack={() => setStep('first')} />
  return (
    <FirstStep
      ways={ways}
      email={typed}
      next={next}
      onSignedIn={onSignedIn}
      onSecondStep={() => setStep('second')}
      onForgot={(email) => {
        setTyped(email)
        setStep('forgot')
      }}
    />
  )
}
