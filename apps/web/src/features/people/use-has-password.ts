import { useQuery } from '@tanstack/react-query'
import { askAuth } from './ask-auth'
import { authClient } from './auth-client'

/** Whether whoever is signed in has a password: some only sign in elsewhere. */
export function useHasPassword() {
  return useQuery({
    queryKey: ['auth', 'accounts'],
    queryFn: async () => {
      const accounts = await askAuth(authClient.listAccounts())
      return accounts.some(({ providerId }) => providerId === 'credential')
    },
  })
}
