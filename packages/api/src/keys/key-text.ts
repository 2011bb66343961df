import { createHash } from 'node:crypto'
import { createToken } from '@patchbay/engine/token'

/** What every key begins with, so that people and scanners of leaked secrets know what it is. */
const prefix = 'pb_'
const shown = prefix.length + 4
const bearer = new RegExp(`^Bearer +(${prefix}.*)$`, 'is')

/** A new key: `text` is shown once, `hash` is kept, and `start` is what people tell keys apart by. */
export function createKeyText(): { text: string; start: string; hash: string } {
  const text = prefix + createToken()
  return { text, start: text.slice(0, shown), hash: hashOfKey(text) }
}

/**
 * What is kept of a key: SHA-256, hexadecimal. It is not slow on purpose: nobody guesses 256 bits. And whoever measures how long it
 * takes to look one up learns something about a hash, not about the key.
 */
export function hashOfKey(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** The key in a request's headers, or null where there is none; a sign-in of another kind is not ours. */
export function keyInHeaders(headers: { authorization?: string | string[] | undefined }): string | null {
  const { authorization } = headers
  return typeof authorization === 'string' ? (bearer.exec(authorization)?.[1]?.trim() ?? null) : null
}
