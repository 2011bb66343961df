import { Notice } from '@patchbay/ui/notice'
import { useSession } from '../../app/session'
import { Entrance } from './entrance'
import { goOn } from './go-on'
import { SignIn } from './sign-in'

/** What stands at every address for whoever is not signed in. After it one is where one wanted to go. */
export function SignInPage({ next }: { next: string }) {
  const ways = useSession((state) => state.signIn)
  const search = new URLSearchParams(location.search)
  return (
    <Entrance title="Sign in" foot="No account? Ask an owner of your workspace for an invitation.">
      {search.has('verified') && !search.has('error') ? (
        <Notice className="mb-4">Your e-mail address is confirmed. Sign in.</Notice>
      ) : null}
      {search.has('error') ? (
        <Notice kind="bad" className="mb-4">
          {failureWords(search.get('error'))}
        </Notice>
      ) : null}
      <SignIn ways={ways} next={next} onSignedIn={() => goOn(next)} />
    </Entrance>
  )
}

/** What becomes of signing in elsewhere, and of links in mails, by the codes in the address that they lead back to. */
function failureWords(code: string | null): string {
  if (code === 'not_invited') return 'Nobody has invited your e-mail address. Ask an owner to invite you.'
  if (code === 'email_not_verified') return 'Your provider does not say that your e-mail address is verified.'
  if (code === 'TOKEN_EXPIRED' || code === 'INVALID_TOKEN')
    return 'This link is used up or too old. Sign in, and you get another.'
  return 'Signing in did not work. Try again, or another way.'
}
