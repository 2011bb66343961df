import type { AppRouter } from '@patchbay/api/router'
import { TRPCClientError, type TRPCLink } from '@trpc/client'
import { observable } from '@trpc/server/observable'
import { useExpiry } from './expiry'

/** Whether a request failed because nobody is signed in (any more). */
export function isSignedOut(error: unknown): boolean {
  return error instanceof TRPCClientError && error.data?.code === 'UNAUTHORIZED'
}

/**
 * Notices when an answer says that nobody is signed in any more. From then on it lets nothing through but the question who is, so that
 * nothing of one person is done in the name of another.
 */
export const expiryLink: TRPCLink<AppRouter> =
  () =>
  ({ op, next }) =>
    observable((observer) => {
      if (useExpiry.getState().signedOut && op.path !== 'session.get') {
        observer.error(signedOut(op.path))
        return
      }
      return next(op).subscribe({
        ...observer,
        error: (error) => {
          if (isSignedOut(error)) useExpiry.setState({ signedOut: true })
          observer.error(error)
        },
      })
    })

function signedOut(path: string) {
  return TRPCClientError.from<AppRouter>({
    error: {
      message: 'You are signed out. Sign in, then try again.',
      code: -32_001,
      data: { code: 'UNAUTHORIZED', httpStatus: 401, path, userCode: 'sign-in', details: null },
    },
  })
}
