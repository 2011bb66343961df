import { isAPIError } from 'better-auth/api'
import type { Logger } from 'pino'

/** What is written to the log of what is done with accounts, by better-auth's paths. Reading is not. */
const told: Record<string, string> = {
  '/sign-in/email': 'sign-in with a password',
  '/two-factor/verify-totp': 'sign-in, or set-up, with a code from an app',
  '/two-factor/verify-backup-code': 'sign-in with a recovery code',
  '/passkey/verify-authentication': 'sign-in with a passkey',
  '/callback/:id': 'sign-in with the OpenID provider',
  '/sign-out': 'sign-out',
  '/change-password': 'change of a password',
  '/request-password-reset': 'request for a new password',
  '/reset-password': 'new password by a link',
  '/verify-email': 'confirmation of a mailbox',
  '/revoke-session': 'end of a session',
  '/revoke-sessions': 'end of all sessions',
  '/revoke-other-sessions': 'end of all other sessions',
  '/two-factor/enable': 'set-up of a second factor',
  '/two-factor/disable': 'end of the second factor',
  '/two-factor/generate-backup-codes': 'new recovery codes',
  '/passkey/verify-registration': 'new passkey',
  '/passkey/delete-passkey': 'end of a passkey',
}

/** One line for each thing that somebody does with an account, or is refused: what, who (an id; null: not known), and from which address. */
export function logAccountEvent(
  log: Logger,
  { path, person, address, answer }: { path: string; person: string | null; address: string; answer: unknown },
): void {
  const what = told[path]
  if (what === undefined) return
  // Where somebody is led on, better-auth throws that as well.
  const refused = isAPIError(answer) && answer.statusCode >= 400
  const facts = { person, address, ...(refused ? { code: answer.body?.code } : {}) }
  if (refused) log.warn(facts, `accounts: ${what} was refused`)
  else log.info(facts, `accounts: ${what}`)
}
