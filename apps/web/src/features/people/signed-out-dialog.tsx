import { Button } from '@patchbay/ui/button'
import { Dialog } from '@patchbay/ui/dialog'
import { Notice } from '@patchbay/ui/notice'
import { useMutation } from '@tanstack/react-query'
import { useExpiry } from '../../app/expiry'
import { lookWhoIsHere, useSession } from '../../app/session'
import { sentenceOf } from '../../app/trpc'
import { SignIn } from './sign-in'

/** Stands over a page whose person was signed out, until they are back: what they had on it stays as it is. */
export function SignedOutDialog() {
  const { person, signIn } = useSession()
  const other = useExpiry((state) => state.handedOver)
  const back = useMutation({ mutationFn: lookWhoIsHere, meta: { quiet: true } })
  if (other !== null) return <SomebodyElse name={other} />
  return (
    <Dialog open title="You are signed out" description="Sign in to go on: nothing is lost.">
      <div className="grid gap-4">
        {back.error ? (
          <Notice
            kind="bad"
            action={
              <Button size="small" onClick={() => back.mutate()}>
                Try again
              </Button>
            }
          >
            {sentenceOf(back.error)}
          </Notice>
        ) : null}
        <SignIn
          ways={signIn}
          {...(person ? { email: person.email } : {})}
          next={`${location.pathname}${location.search}`}
          onSignedIn={() => back.mutate()}
        />
      </div>
    </Dialog>
  )
}

/** What was on the page is the other one's: it is kept on this device for them, and shown to nobody else. */
function SomebodyElse({ name }: { name: string }) {
  const before = useSession(({ person }) => person?.name || person?.email || 'somebody else')
  return (
    <Dialog
      open
      title={`You are ${name} now`}
      footer={
        <Button variant="primary" onClick={() => location.reload()}>
          Load the page anew
        </Button>
      }
    >
      <p>
        This page was opened by {before}. It is loaded anew for you; what {before} drew and could not save stays on this
        device until they sign in here again.
      </p>
    </Dialog>
  )
}
