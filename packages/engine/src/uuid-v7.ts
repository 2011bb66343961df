import { randomUUID } from 'node:crypto'

/** A UUID version 7 (RFC 9562): 48 bits of milliseconds, then chance. Rows made later sort later. */
export function uuidV7(now = Date.now()): string {
  const time = now.toString(16).padStart(12, '0')
  // Version 4 differs only in the version and in those 48 bits; Node keeps a store of its chance, and is quick with it.
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`
}
