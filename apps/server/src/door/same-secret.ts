import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether what was given is the secret, in a time that tells nothing of how much of it is right. */
export function sameSecret(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret))
}

/** Of one length, whatever comes. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}
