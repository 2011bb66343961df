import { Button } from '@patchbay/ui/button'
import { ConfirmDialog } from '@patchbay/ui/confirm-dialog'
import { Skeleton } from '@patchbay/ui/skeleton'
import { toast } from '@patchbay/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { exactly } from '../../app/moment'
import { RenameDialog } from '../../app/rename-dialog'
import { Section } from '../../app/section'
import { queryClient } from '../../app/trpc'
import { askAuth } from './ask-auth'
import { authClient } from './auth-client'
import { AuthFailure } from './auth-failure'
import { deviceWords } from './device-words'

const key = ['auth', 'passkeys'] as const
const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' })

type Chosen = { id: string; name: string }

/** Signing in with a finger, a face or the device's own lock. */
export function PasskeysSection() {
  const passkeys = useQuery({
    queryKey: key,
    queryFn: () => askAuth(authClient.passkey.listUserPasskeys()),
    retry: false,
  })
  const [renaming, setRenaming] = useState<Chosen | null>(null)
  const [removing, setRemoving] = useState<Chosen | null>(null)
  const read = () => queryClient.invalidateQueries({ queryKey: key })
  const add = useMutation({
    mutationFn: () => askAuth(authClient.passkey.addPasskey({ name: deviceWords(navigator.userAgent) })),
    meta: { quiet: true },
    onSuccess: async () => {
      toast.success('The passkey is added. From now on you can sign in with it.')
      await read()
    },
  })
  const rename = useMutation({
    mutationFn: (chosen: Chosen) => askAuth(authClient.passkey.updatePasskey(chosen)),
    onSuccess: read,
    onSettled: () => setRenaming(null),
  })
  const remove = useMutation({
    mutationFn: ({ id }: Chosen) => askAuth(authClient.passkey.deletePasskey({ id })),
    onSuccess: async () => {
      toast.success('The passkey is removed.')
      await read()
    },
    onSettled: () => setRemoving(null),
  })
  return (
    <Section
      title="Passkeys"
      lead="Sign in with your finger, your face or your device’s lock, in place of password and code."
      action={
        <Button icon={Plus} busy={add.isPending} onClick={() => add.mutate()}>
          Add a passkey
        </Button>
      }
    >
      {add.error ? <AuthFailure error={add.error} retry={() => add.mutate()} /> : null}
      {passkeys.isPending ? <Skeleton className="h-12" /> : null}
      {passkeys.isError ? <AuthFailure error={passkeys.error} retry={() => void passkeys.refetch()} /> : null}
      {passkeys.data?.length === 0 ? <p className="text-soft">None yet.</p> : null}
      {passkeys.data && passkeys.data.length > 0 ? (
        <ul aria-label="Passkeys" className="grid divide-y divide-line border-t border-line">
          {passkeys.data.map(({ id, name: given, createdAt }) => {
            const name = given || 'Passkey'
            return (
              <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
                <KeyRound aria-hidden size={16} className="text-soft" />
                <div className="min-w-0 flex-1">
                  <p className="break-words">{name}</p>
                  {createdAt ? (
                    <p className="text-xs text-faint" title={exactly(new Date(createdAt).toISOString())}>
                      added {day.format(new Date(createdAt))}
                    </p>
                  ) : null}
                </div>
                <Button size="small" aria-label={`Rename ${name}`} onClick={() => setRenaming({ id, name })}>
                  Rename
                </Button>
                <Button
                  size="small"
                  variant="danger"
                  aria-label={`Remove ${name}`}
                  onClick={() => setRemoving({ id, name })}
                >
                  Remove
                </Button>
              </li>
            )
          })}
        </ul>
      ) : null}
      {renaming ? (
        <RenameDialog
          what="passkey"
          name={renaming.name}
          busy={rename.isPending}
          onRename={(name) => rename.mutate({ id: renaming.id, name })}
          onClose={() => setRenaming(null)}
        />
      ) : null}
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={(open) => (open ? undefined : setRemoving(null))}
        title={`Remove “${removing?.name ?? ''}”?`}
        description="Nobody signs in with it any more. Your device may still offer it: delete it there as well."
        confirm="Remove"
        danger
        busy={remove.isPending}
        onConfirm={() => (removing ? remove.mutate(removing) : undefined)}
      />
    </Section>
  )
}
