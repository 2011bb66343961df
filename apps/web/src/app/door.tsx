import { lazy } from 'react'
import { useExpiry } from './expiry'
import { useSession } from './session'
import { wantedPath } from './wanted-path'

const SignInPage = lazy(async () => ({ default: (await import('../features/people/sign-in-page')).SignInPage }))
const WelcomePage = lazy(async () => ({ default: (await import('../features/people/welcome-page')).WelcomePage }))
const JoinPage = lazy(async () => ({ default: (await import('../features/people/join-page')).JoinPage }))
const ResetPage = lazy(async () => ({ default: (await import('../features/people/reset-page')).ResetPage }))
const NoWorkspacePage = lazy(async () => ({
  default: (await import('../features/people/no-workspace-page')).NoWorkspacePage,
}))
const LoneAccountPage = lazy(async () => ({
  default: (await import('../features/people/lone-account-page')).LoneAccountPage,
}))

/** What is there for everybody, whoever they are: links in mails lead there. */
const open = new Set(['/join', '/reset'])

export function isBeforeTheDoor(path: string): boolean {
  return open.has(path)
}

/** What those see who are not in a workspace: they have no account yet, are not signed in, or belong to none. */
export function Door() {
  const { person, firstVisit } = useSession()
  // Whoever loses their session here is asked for it at once, by the page itself.
  const signedOut = useExpiry((state) => state.signedOut)
  const token = new URLSearchParams(location.search).get('token') ?? ''
  if (location.pathname === '/join') return <JoinPage token={token} />
  if (location.pathname === '/reset') return <ResetPage token={token} />
  if (person === null || signedOut)
    return firstVisit ? <WelcomePage next={wantedPath()} /> : <SignInPage next={wantedPath()} />
  return location.pathname === '/account' ? <LoneAccountPage /> : <NoWorkspacePage />
}
