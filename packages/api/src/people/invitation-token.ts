import { createHash, randomBytes } from 'node:crypto'

/**
 * The secret parts of an invitation's two addresses: the mailed one shows that whoever has it reads that mailbox, the one that its
 * owner is shown does not. Each is made from the one before, so that one hash tells both: `hash` is all that is kept.
 */
export function newInvitationToken(): { mailed: string; shown: string; hash: string } {
  const mailed = randomBytes(32).toString('base64url')
  const shown = digest(mailed)
  return { mailed, shown, hash: digest(shown) }
}

/** What may be kept of a token, by whether it came by mail. */
export function hashesOf(token: string): { shown: string; mailed: string } {
  const shown = digest(token)
  return { shown, mailed: digest(shown) }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url')
}
