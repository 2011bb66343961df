import { randomFillSync } from 'node:crypto'

const size = 32
/** Chance is fetched for many tokens at once: each trip to the system costs as much as a whole block of it. */
const store = Buffer.alloc(size * 128)
let used = store.length

/** The secret part of a notification address: 32 random bytes, base64url, so 43 characters that need no escaping. */
export function createToken(): string {
  if (used === store.length) {
    randomFillSync(store)
    used = 0
  }
  used += size
  return store.toString('base64url', used - size, used)
}
