import { Button } from '@patchbay/ui/button'
import { DialogButtons } from '@patchbay/ui/dialog'
import { useMutation } from '@tanstack/react-query'
import type { Session } from '../../app/session'
import { sentenceOf } from '../../app/trpc'
import { askAuth } from './ask-auth'
import { authClient } from './auth-client'
import { OwnPasswordField } from './own-password-field'
import type { TwoStepSecret } from './two-step-dialog'
import { useOwnPassword } from './use-own-password'

export type TwoStepBeginProps = {
  person: NonNullable<Session['person']>
  onBegun: (secret: TwoStepSecret) => void
  onClose: () => void
}

/** The password, for which one gets a secret of one's own. */
export function TwoStepBegin({ person, onBegun, onClose }: TwoStepBeginProps) {
  const own = useOwnPassword()
  const begin = useMutation({
    mutationFn: async (password: string) => {
      const made = await askAuth(authClient.twoFactor.enable({ password }))
      if (made.method !== 'totp') throw new Error('The server set up another way.')
      return { uri: made.totpURI, codes: made.backupCodes }
    },
    meta: { quiet: true },
    onSuccess: onBegun,
  })
  return (
    <form className="grid gap-4" onSubmit={own.onSubmit((password) => begin.mutate(password))} noValidate>
      <OwnPasswordField
        email={person.email}
        field={own.field}
        error={own.error ?? (begin.error ? sentenceOf(begin.error) : undefined)}
      />
      <DialogButtons>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" busy={begin.isPending}>
          Go on
        </Button>
      </DialogButtons>
    </form>
  )
}
