import { AuthFault } from '../../app/auth-fault'
import { noticeStatus } from '../../app/expiry'
import { authSentence } from './auth-sentence'

type Answer<T> = { data: T | null; error: AuthError | null }
type AuthError = { code?: string | undefined; message?: string | undefined }

/** What the authentication answered. Rejects with an `AuthFault` where it said no, with the browser's own error where nobody answered. */
export async function askAuth<T>(asked: Promise<Answer<T>>): Promise<T> {
  const { data, error } = await asked
  if (!error && data !== null) return data
  const { code = '', message = '' } = error ?? {}
  // Other refusals come with 401 as well: a wrong password is one.
  if (code === 'UNAUTHORIZED') noticeStatus(401)
  throw new AuthFault(code, authSentence(code, message))
}
