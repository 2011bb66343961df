import { Button } from '@patchbay/ui/button'
import { Skeleton } from '@patchbay/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { UserRoundPlus } from 'lucide-react'
import { useState } from 'react'
import { Failure } from '../../app/failure'
import { Section } from '../../app/section'
import { useMay } from '../../app/session'
import { trpc } from '../../app/trpc'
import { InvitationRow } from './invitation-row'
import { InviteDialog } from './invite-dialog'
import { LeaveButton } from './leave-button'
import { MemberRow } from './member-row'
import { roleOptions, roleWords } from './role-words'

/** Who belongs to the workspace, as what, and who is invited. Only owners change any of it. */
export function MembersSection() {
  const list = useQuery(trpc.members.list.queryOptions())
  const manages = useMay('manage')
  const [inviting, setInviting] = useState(false)
  return (
    <>
      <Section
        title="Members"
        lead={manages ? 'Who may do what here.' : 'Who may do what here. Only owners change it.'}
        action={
          manages ? (
            <Button icon={UserRoundPlus} variant="primary" onClick={() => setInviting(true)}>
              Invite…
            </Button>
          ) : null
        }
      >
        {list.isPending ? <Skeleton className="h-32" /> : null}
        {list.isError ? <Failure error={list.error} retry={() => void list.refetch()} /> : null}
        {list.data ? (
          <ul aria-label="Members" className="grid divide-y divide-line border-t border-line">
            {list.data.members.map((member) => (
              <MemberRow key={member.userId} member={member} />
            ))}
          </ul>
        ) : null}
      </Section>
      {list.data && list.data.invitations.length > 0 ? (
        <Section title="Invited" lead="They have not joined yet. An invitation is good for seven days.">
          <ul aria-label="Invitations" className="grid divide-y divide-line border-t border-line">
            {list.data.invitations.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        </Section>
      ) : null}
      <Section title="What the roles may do">
        <dl className="grid gap-x-4 gap-y-2 sm:grid-cols-[max-content_1fr]">
          {roleOptions.map(({ value, label }) => (
            <div key={value} className="contents">
              <dt className="font-medium">{label}</dt>
              <dd className="text-soft">{roleWords[value].does}</dd>
            </div>
          ))}
        </dl>
      </Section>
      <LeaveButton />
      {inviting ? <InviteDialog onClose={() => setInviting(false)} /> : null}
    </>
  )
}
