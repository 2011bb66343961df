import { Button, buttonLook } from '@patchbay/ui/button'
import { Skeleton } from '@patchbay/ui/skeleton'
import { useQuery } from '@tanstack/react-query'
import { Failure } from '../../app/failure'
import { useSession } from '../../app/session'
import { sentenceOf, trpc } from '../../app/trpc'
import { Entrance } from './entrance'
import { goOn } from './go-on'
import { JoinAsKnown } from './join-as-known'
import { JoinForm } from './join-form'
import { SignIn } from './sign-in'
import { signOut } from './sign-out'

/** What an invitation leads to. `token` is the secret part of its address. */
export function JoinPage({ token }: { token: string }) {
  const invitation = useQuery(
    trpc.people.invitation.queryOptions({ token }, { retry: false, refetchOnWindowFocus: false, gcTime: 0 }),
  )
  const { person, signIn } = useSession()
  if (invitation.isPending)
    return (
      <Entrance title="Your invitation">
        <Skeleton className="h-40" />
      </Entrance>
    )
  if (invitation.isError)
    return (
      <Entrance title="This invitation can’t be used">
        {invitation.error.data ? (
          <>
            <p>{sentenceOf(invitation.error)}</p>
            <a href="/" className={`${buttonLook()} mt-4 w-full`}>
              Go to Patchbay
            </a>
          </>
        ) : (
          <Failure error={invitation.error} retry={() => void invitation.refetch()} />
        )}
      </Entrance>
    )
  const { workspace, email, role, invitedBy, known } = invitation.data
  const lead = (
    <>
      {invitedBy || 'Somebody'} invites <strong className="font-medium text-ink">{email}</strong> as {article(role)}{' '}
      {role}.
    </>
  )
  const title = `Join ${workspace}`
  if (person && !person.local && person.email.toLowerCase() !== email.toLowerCase())
    return (
      <Entrance title={title} lead={lead}>
        <p>You are signed in as {person.email}, and this invitation is for somebody else.</p>
        <Button className="mt-4 w-full" onClick={() => void signOut(here())}>
          Sign out and go on
        </Button>
      </Entrance>
    )
  return (
    <Entrance title={title} lead={lead}>
      {person ? (
        <JoinAsKnown token={token} workspace={workspace} />
      ) : known ? (
        <>
          <p className="mb-4 text-soft">You have been here before: sign in, and you are asked once more.</p>
          <SignIn ways={signIn} email={email} next={here()} onSignedIn={() => goOn(here())} />
        </>
      ) : (
        <JoinForm token={token} email={email} />
      )}
    </Entrance>
  )
}

function here(): string {
  return `${location.pathname}${location.search}`
}

function article(role: string): string {
  return /^[aeiou]/.test(role) ? 'an' : 'a'
}
