import { Button } from '@patchbay/ui/button'
import { Dialog } from '@patchbay/ui/dialog'
import { Notice } from '@patchbay/ui/notice'
import { useState } from 'react'
import { AuthFault } from '../../app/auth-fault'
import { Failure } from '../../app/failure'
import { useSession } from '../../app/session'
import { sentenceOf } from '../../app/trpc'
import { SignIn } from './sign-in'

/** Says why something could not be done, and lets one sign in once more where that is what is asked for. */
export function AuthFailure({ error, retry }: { error: unknown; retry: () => void }) {
  const [open, setOpen] = useState(false)
  const { person, signIn } = useSession()
  if (!(error instanceof AuthFault && error.code === 'SESSION_NOT_FRESH'))
    return <Failure error={error} retry={retry} />
  return (
    <>
      <Notice
        kind="warn"
        action={
          <Button size="small" onClick={() => setOpen(true)}>
            Sign in again
          </Button>
        }
      >
        {sentenceOf(error)}
      </Notice>
      <Dialog open={open} onOpenChange={setOpen} title="Is it you?" description="For this, sign in once more.">
        <SignIn
          ways={signIn}
          email={person?.email ?? ''}
          next={`${location.pathname}${location.search}`}
          onSignedIn={() => {
            // It may be somebody else who did so: then all of the page is theirs.
            location.reload()
          }}
        />
      </Dialog>
    </>
  )
}
