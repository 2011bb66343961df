import type { z } from 'zod'
import { proceduresOf } from '../procedures'
import type { Role } from '../roles'
import { appRouter } from '../router'

export type Procedure = {
  /** Such as `flows.publish`. */
  path: string
  type: 'query' | 'mutation' | 'subscription'
  /** Whom it asks for: an ability, `signed-in`, or `anybody`. */
  asks: string
  input: z.ZodType | undefined
}

/** Every procedure of the router, in order. */
export function allProcedures(): Procedure[] {
  return proceduresOf(appRouter)
    .map(({ path, type, ability, signedIn, input }) => ({
      path,
      type,
      asks: ability ?? (signedIn ? 'signed-in' : 'anybody'),
      input: input ?? undefined,
    }))
    .sort((a, b) => a.path.localeCompare(b.path))
}

/** Who may what, said once more and by itself: the test holds the code against it. */
const allowed: Record<string, readonly Role[]> = {
  look: ['owner', 'builder', 'operator', 'viewer'],
  callers: ['owner', 'builder', 'operator'],
  draw: ['owner', 'builder'],
  run: ['owner', 'builder', 'operator'],
  operate: ['owner', 'operator'],
  manage: ['owner'],
  'signed-in': ['owner', 'builder', 'operator', 'viewer'],
  anybody: ['owner', 'builder', 'operator', 'viewer'],
}

/** What becomes of a role's request, and of one by somebody who is signed in but belongs elsewhere, or is not signed in. */
export function expectedOf(
  { asks }: Procedure,
  who: Role | 'elsewhere' | 'signed-out',
): 'in' | 'refused' | 'not-there' | 'sign-in' {
  if (who === 'signed-out') return asks === 'anybody' ? 'in' : 'sign-in'
  if (who === 'elsewhere') return asks === 'anybody' || asks === 'signed-in' ? 'in' : 'not-there'
  return allowed[asks]?.includes(who) ? 'in' : 'refused'
}
