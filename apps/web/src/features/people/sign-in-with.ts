import { askAuth } from './ask-auth'
import { authClient } from './auth-client'

/** Signs in somebody who has just chosen this password. */
export async function signInWith({ email, password }: { email: string; password: string }): Promise<void> {
  await askAuth(authClient.signIn.email({ email, password }))
}
