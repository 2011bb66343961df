import { z } from 'zod'
import { passwordLength } from './password-policy'

/** better-auth's refusals in the words of this house, by its codes. What is not here is rare, and told in its own words. */
const sentences: Record<string, string> = {
  INVALID_EMAIL_OR_PASSWORD:
    'This e-mail address and password don’t go together. Try again, or ask for a new password.',
  INVALID_EMAIL: 'This is no e-mail address.',
  INVALID_PASSWORD: 'This is not your password. Try again.',
  PASSWORD_TOO_SHORT: `A password has at least ${passwordLength.least} characters.`,
  PASSWORD_TOO_LONG: `A password has at most ${passwordLength.most} characters.`,
  INVALID_TOKEN: 'This link is used up or too old. Ask for another.',
  TOKEN_EXPIRED: 'This link is too old. Ask for another.',
  EMAIL_NOT_VERIFIED: 'Open the link in the mail that we have just sent you, then sign in.',
  INVALID_CODE: 'This code is not right. Take the one that your app shows now.',
  INVALID_BACKUP_CODE: 'This recovery code is not right, or was used before.',
  INVALID_TWO_FACTOR_COOKIE: 'This took too long. Sign in with your password again.',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'Too many wrong codes. Sign in with your password again.',
  ACCOUNT_TEMPORARILY_LOCKED: 'Too many wrong codes. Try again in 15 minutes.',
  TOTP_ALREADY_ENABLED: 'A second factor is on already. Switch it off first.',
  UNAUTHORIZED: 'You are not signed in (any more). Sign in, then try again.',
  SESSION_NOT_FRESH: 'You signed in more than an hour ago. Sign in again to change this.',
  CREDENTIAL_ACCOUNT_NOT_FOUND: 'You have no password here. Ask for one with “Forgot your password?”.',
  INVALID_ORIGIN: 'This came from another site, and was not done.',
  MISSING_OR_NULL_ORIGIN: 'This came from another site, and was not done.',
  INVALID_CALLBACK_URL: 'This would lead to another site, and was not done.',
  INVALID_REDIRECT_URL: 'This would lead to another site, and was not done.',
  CHALLENGE_NOT_FOUND: 'This took too long. Try again.',
  AUTHENTICATION_FAILED: 'This passkey is not known here. Try another one, or your password.',
  PASSKEY_NOT_FOUND: 'This passkey is not known here. Try another one, or your password.',
  PROVIDER_NOT_FOUND: 'Signing in that way is not possible at the moment. Try another way.',
}

const refusal = z.looseObject({ code: z.string().optional(), message: z.string().optional() })
const lockSeconds = 15 * 60

/** The same answer, in words that people understand; a refusal that waiting helps against says for how long. */
export async function tellPlainly(answer: Response): Promise<Response> {
  if (answer.status < 400) return answer
  const text = await answer.text()
  const told = read(text, answer.status)
  const headers = new Headers(answer.headers)
  headers.set('content-type', 'application/json')
  headers.delete('content-length')
  if (answer.status === 429 && !headers.has('retry-after')) headers.set('retry-after', String(lockSeconds))
  return new Response(JSON.stringify(told), { status: answer.status, headers })
}

function read(text: string, status: number): Record<string, unknown> {
  if (status >= 500) return { message: 'Something went wrong on the server. Its log says more.' }
  const parsed = refusal.safeParse(jsonOf(text))
  const told = parsed.success ? parsed.data : {}
  const known = told.code === undefined ? undefined : sentences[told.code]
  const fallback = status === 404 ? 'There is nothing at this address.' : 'This request can’t be used.'
  return { ...told, message: known ?? told.message ?? fallback }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
