import { Button } from '@patchbay/ui/button'
import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { AuthFault } from '../../app/auth-fault'
import { sentenceOf } from '../../app/trpc'
import { askAuth } from './ask-auth'
import { authClient } from './auth-client'
import { useFocusFirst } from './use-focus-first'

/** After these only the password helps. */
const over = new Set(['INVALID_TWO_FACTOR_COOKIE', 'TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE', 'ACCOUNT_TEMPORARILY_LOCKED'])

/** The second step: the code that an authenticator app shows, or one of the codes that were kept for when it is lost. */
export function SecondStepForm({ onSignedIn, onBack }: { onSignedIn: () => void; onBack: () => void }) {
  const [recovery, setRecovery] = useState(false)
  return (
    <div className="grid gap-4">
      {recovery ? (
        <CodeForm key="recovery" kind="recovery" onSignedIn={onSignedIn} onBack={onBack} />
      ) : (
        <CodeForm key="app" kind="app" onSignedIn={onSignedIn} onBack={onBack} />
      )}
      <p className="flex flex-wrap justify-between gap-2 text-[13px] text-soft">
        <button type="button" className="underline hover:text-ink" onClick={() => setRecovery(!recovery)}>
          {recovery ? 'Use the app instead' : 'Use a recovery code instead'}
        </button>
        <button type="button" className="underline hover:text-ink" onClick={onBack}>
          Back
        </button>
      </p>
    </div>
  )
}

const kinds = {
  app: {
    label: 'Code',
    hint: 'The six digits that your authenticator app shows for Patchbay.',
    empty: 'Type the six digits that your app shows.',
    check: (code: string) => askAuth(authClient.twoFactor.verifyTotp({ code })),
  },
  recovery: {
    label: 'Recovery code',
    hint: 'One of those that you kept when you set this up. Each works once.',
    empty: 'Type one of your recovery codes.',
    check: (code: string) => askAuth(authClient.twoFactor.verifyBackupCode({ code })),
  },
} as const

type CodeFormProps = { kind: keyof typeof kinds; onSignedIn: () => void; onBack: () => void }

function CodeForm({ kind, onSignedIn, onBack }: CodeFormProps) {
  const { label, hint, empty, check } = kinds[kind]
  const [code, setCode] = useState('')
  const [missing, setMissing] = useState(false)
  const verify = useMutation({
    // The answers of both differ, and nobody needs them.
    mutationFn: async (typed: string): Promise<void> => {
      await check(typed)
    },
    meta: { quiet: true },
    onSuccess: onSignedIn,
  })
  const isOver = verify.error instanceof AuthFault && over.has(verify.error.code)
  const send = (typed: string) => {
    const plain = typed.replace(/\s/g, '')
    setMissing(plain === '')
    if (plain !== '' && !verify.isPending) verify.mutate(plain)
  }
  return (
    <form
      ref={useFocusFirst<HTMLFormElement>()}
      onSubmit={(event) => {
        event.preventDefault()
        send(code)
      }}
      className="grid gap-4"
      noValidate
    >
      <Field label={label} hint={hint} error={missing ? empty : verify.error ? sentenceOf(verify.error) : undefined}>
        {(control) => (
          <TextInput
            {...control}
            value={code}
            mono
            inputMode={kind === 'app' ? 'numeric' : 'text'}
            autoComplete={kind === 'app' ? 'one-time-code' : 'off'}
            autoCapitalize="none"
            spellCheck={false}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
      {isOver ? (
        <Button variant="primary" onClick={onBack}>
          Begin again
        </Button>
      ) : (
        <Button type="submit" variant="primary" busy={verify.isPending}>
          Go on
        </Button>
      )}
    </form>
  )
}
