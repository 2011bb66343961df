import type { AppRouter } from '@patchbay/api/router'
import { toast } from '@patchbay/ui/toast'
import { MutationCache, QueryClient } from '@tanstack/react-query'
import { createTRPCClient, httpBatchLink, httpSubscriptionLink, splitLink, TRPCClientError } from '@trpc/client'
import type { inferRouterOutputs } from '@trpc/server'
import { createTRPCOptionsProxy } from '@trpc/tanstack-react-query'
import { AuthFault } from './auth-fault'
import { expiryLink, isSignedOut } from './expiry-link'
import { usePerson } from './person'
import { retryAfterMs } from './retry-after'
import { workspaceBase } from './workspace'

/** What the server's procedures answer. */
export type Outputs = inferRouterOutputs<AppRouter>

/**
 * Holds what the pages have read. A mutation that fails says so in a toast, unless its `meta` is `{ quiet: true }`: then
 * its page says it better.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // What was too much at once is asked again when the server says, a few times; what it refused otherwise, never.
      retry: (count, error) => count < 3 && (isUnreachable(error) ? count < 2 : retryAfterMs(error) !== null),
      retryDelay: (count, error) => retryAfterMs(error) ?? Math.min(1_000 * 2 ** count, 30_000),
    },
  },
  mutationCache: new MutationCache({
    onError: (error, _input, _context, mutation) => {
      // Whoever is signed out is told by a dialog over the page.
      if (!mutation.meta?.quiet && !isSignedOut(error)) toast.error(sentenceOf(error))
    },
  }),
})

const url = `${workspaceBase}/trpc`

/** The server, called plainly. */
export const trpcClient = createTRPCClient<AppRouter>({
  links: [
    expiryLink,
    splitLink({
      condition: (operation) => operation.type === 'subscription',
      true: httpSubscriptionLink({ url }),
      false: httpBatchLink({ url, headers: signature, maxItems: 20, maxURLLength: 12_000 }),
    }),
  ],
})

/** The server, as options for useQuery, useMutation and useSubscription. */
export const trpc = createTRPCOptionsProxy<AppRouter>({ client: trpcClient, queryClient })

function signature(): Record<string, string> {
  const { name } = usePerson.getState()
  return name === '' ? {} : { 'x-patchbay-person': encodeURIComponent(name) }
}

/** Whether a request failed because nobody answered it. */
export function isUnreachable(error: unknown): boolean {
  return !(error instanceof TRPCClientError && error.data)
}

/** What to tell a person about a request that failed. */
export function sentenceOf(error: unknown): string {
  if (error instanceof AuthFault) return error.message
  if (error instanceof TRPCClientError && !isUnreachable(error)) return error.message
  return 'The server can’t be reached. Check that Patchbay is running, then try again.'
}
