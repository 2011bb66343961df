import { Toaster } from '@patchbay/ui/toast'
import { TooltipProvider } from '@patchbay/ui/tooltip'
import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense, useEffect } from 'react'
import { Router } from 'wouter'
import { Door, isBeforeTheDoor } from './door'
import { ErrorBoundary } from './error-boundary'
import { useExpiry } from './expiry'
import { Pages } from './pages'
import { lookWhoIsHere, useSession } from './session'
import { Shell } from './shell'
import { useTheme } from './theme'
import { queryClient } from './trpc'
import { workspaceBase } from './workspace'

const SignedOutDialog = lazy(async () => ({
  default: (await import('../features/people/signed-out-dialog')).SignedOutDialog,
}))

/** The whole app: what surrounds every page, and who stands before the door. */
export function App() {
  const theme = useTheme((state) => state.theme)
  return (
    <QueryClientProvider client={queryClient}>
      <TooltipProvider>
        <Router base={workspaceBase}>
          <Inside />
        </Router>
        <Toaster theme={theme} />
      </TooltipProvider>
    </QueryClientProvider>
  )
}

function Inside() {
  const inside = useSession(({ person, place }) => person !== null && place !== null)
  const signedOut = useExpiry((state) => state.signedOut)
  useEffect(() => {
    if (!inside) return
    // In another tab of this browser they may have signed out, or somebody else in.
    const look = () => {
      if (document.visibilityState === 'visible') lookWhoIsHere().catch(() => {})
    }
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [inside])
  const opening = <p className="p-6 text-soft">Opening…</p>
  if (!inside || isBeforeTheDoor(location.pathname))
    return (
      <ErrorBoundary>
        <Suspense fallback={opening}>
          <Door />
        </Suspense>
      </ErrorBoundary>
    )
  return (
    <>
      <Shell>
        <ErrorBoundary>
          <Suspense fallback={opening}>
            <Pages />
          </Suspense>
        </ErrorBoundary>
      </Shell>
      {signedOut ? (
        <Suspense>
          <SignedOutDialog />
        </Suspense>
      ) : null}
    </>
  )
}
