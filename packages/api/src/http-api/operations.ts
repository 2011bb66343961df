import type { AnyRouter } from '@trpc/server'
import type { z } from 'zod'
import { proceduresOf } from '../procedures'
import type { Ability } from '../roles'

/** What all addresses of this version of the API begin with. */
export const apiPrefix = '/api/v1'

export type Operation = {
  /** As tRPC calls it, such as `flows.list`. */
  procedure: string
  method: 'get' | 'post'
  path: string
  ability: Ability
  input: z.ZodType | null
}

/**
 * What of the app's procedures is in the HTTP API, by rule: all that somebody may do in a workspace, what is asked with GET and what
 * changes something with POST. Not what belongs to no workspace (a session, an account), what people alone do, and what is told
 * as it happens.
 */
export function operationsOf(router: AnyRouter): Operation[] {
  return proceduresOf(router).flatMap(({ path: procedure, type, ability, inPerson, input }) => {
    if (ability === null || inPerson || type === 'subscription') return []
    const path = `${apiPrefix}/${procedure.replaceAll('.', '/')}`
    return { procedure, method: type === 'query' ? 'get' : 'post', path, ability, input }
  })
}
