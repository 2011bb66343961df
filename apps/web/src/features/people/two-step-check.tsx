import { Button } from '@patchbay/ui/button'
import { CopyButton } from '@patchbay/ui/copy-button'
import { DialogButtons } from '@patchbay/ui/dialog'
import { Field } from '@patchbay/ui/field'
import { TextInput } from '@patchbay/ui/text-input'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { sentenceOf } from '../../app/trpc'
import { askAuth } from './ask-auth'
import { authClient } from './auth-client'
import { QrCode } from './qr-code'

/** The secret as a picture and as letters, and a first code that shows that the app has it. */
export function TwoStepCheck({
  uri,
  onChecked,
  onClose,
}: {
  uri: string
  onChecked: () => Promise<void>
  onClose: () => void
}) {
  const [code, setCode] = useState('')
  const [missing, setMissing] = useState(false)
  const check = useMutation({
    mutationFn: (typed: string) => askAuth(authClient.twoFactor.verifyTotp({ code: typed })),
    meta: { quiet: true },
    onSuccess: onChecked,
  })
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  return (
    <form
      className="grid gap-4"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        const plain = code.replace(/\s/g, '')
        setMissing(plain === '')
        if (plain !== '' && !check.isPending) check.mutate(plain)
      }}
    >
      <div className="flex flex-wrap items-center gap-4">
        <QrCode text={uri} label="QR code to scan with the app" />
        <div className="min-w-0 flex-1 basis-40">
          <p className="text-[13px] text-soft">No camera? Type this key into the app:</p>
          <p className="mt-1 flex items-start gap-1">
            <code className="min-w-0 py-1.5 font-mono text-[13px] break-all">{inFours(secret)}</code>
            <CopyButton text={secret} label="Copy the key" />
          </p>
        </div>
      </div>
      <Field
        label="Code"
        hint="The six digits that the app shows for Patchbay."
        error={missing ? 'Type the six digits that your app shows.' : check.error ? sentenceOf(check.error) : undefined}
      >
        {(control) => (
          <TextInput
            {...control}
            value={code}
            mono
            inputMode="numeric"
            autoComplete="one-time-code"
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </Field>
      <DialogButtons>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" busy={check.isPending}>
          Switch on
        </Button>
      </DialogButtons>
    </form>
  )
}

function inFours(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret
}
