import { passkeyClient } from '@better-auth/passkey/client'
import { createAuthClient } from 'better-auth/client'
import { twoFactorClient } from 'better-auth/client/plugins'

/** Who somebody is: signing in and out, passwords, passkeys, second factors, sessions. Ask it through `askAuth`. */
export const authClient = createAuthClient({
  baseURL: location.origin,
  basePath: '/api/auth',
  plugins: [passkeyClient(), twoFactorClient()],
})
