import { randomBytes } from 'node:crypto'

/** The secret part of a notification address: 32 random bytes, base64url, so 43 characters that need no escaping. */
export function createToken(): string {
  return randomBytes(32).toString('base64url')
}
