import { Button } from '@patchbay/ui/button'
import { Dialog, DialogButtons } from '@patchbay/ui/dialog'
import { useMutation } from '@tanstack/react-query'
import type { Session } from '../../app/session'
import { sentenceOf } from '../../app/trpc'
import { OwnPasswordField } from './own-password-field'
import { useOwnPassword } from './use-own-password'

export type PasswordDialogProps = {
  person: NonNullable<Session['person']>
  title: string
  description: string
  /** What the button does, as a verb. */
  confirm: string
  /** Does it. Rejects with what the server said. */
  act: (password: string) => Promise<void>
  onClose: () => void
}

/** Has somebody type their password before something that only they may do. */
export function PasswordDialog({ person, title, description, confirm, act, onClose }: PasswordDialogProps) {
  const own = useOwnPassword()
  const run = useMutation({ mutationFn: act, meta: { quiet: true }, onSuccess: onClose })
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())} title={title} description={description}>
      <form className="grid gap-4" onSubmit={own.onSubmit((password) => run.mutate(password))} noValidate>
        <OwnPasswordField
          email={person.email}
          field={own.field}
          error={own.error ?? (run.error ? sentenceOf(run.error) : undefined)}
        />
        <DialogButtons>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" busy={run.isPending}>
            {confirm}
          </Button>
        </DialogButtons>
      </form>
    </Dialog>
  )
}
