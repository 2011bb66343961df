import { z } from 'zod'

/** What people may call something of theirs, such as a `flow`. */
export function givenName(what: string) {
  return z.string().trim().min(1, `Give the ${what} a name.`).max(80, 'A name has at most 80 characters.')
}
