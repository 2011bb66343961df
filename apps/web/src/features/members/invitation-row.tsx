import { Button } from '@patchbay/ui/button'
import { toast } from '@patchbay/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { exactly } from '../../app/moment'
import { type Outputs, queryClient, trpc } from '../../app/trpc'
import { roleWords } from './role-words'

type Invitation = Outputs['members']['list']['invitations'][number]

const day = new Intl.DateTimeFormat('en', { dateStyle: 'medium' })

/** One who was asked to join and has not. */
export function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { id, email, role, invitedBy, expiresAt, expired } = invitation
  const takeBack = useMutation(
    trpc.members.uninvite.mutationOptions({
      onSuccess: () => toast.success(`The invitation of ${email} is taken back: its link is no good any more.`),
      onSettled: () => queryClient.invalidateQueries(trpc.members.pathFilter()),
    }),
  )
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2.5">
      <div className="min-w-0 flex-1 basis-40">
        <p className="break-words">{email}</p>
        <p className="text-xs text-faint">
          {roleWords[role].label}
          {invitedBy ? ` · by ${invitedBy}` : ''} ·{' '}
          <span title={exactly(expiresAt)} className={expired ? 'text-warn' : ''}>
            {expired ? 'too old: invite them again' : `until ${day.format(new Date(expiresAt))}`}
          </span>
        </p>
      </div>
      <Button
        size="small"
        variant="danger"
        busy={takeBack.isPending}
        aria-label={`Take back the invitation of ${email}`}
        onClick={() => takeBack.mutate({ id })}
      >
        Take back
      </Button>
    </li>
  )
}
