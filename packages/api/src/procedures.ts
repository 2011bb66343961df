import type { AnyProcedure, AnyRouter } from '@trpc/server'
import { z } from 'zod'
import { type Ability, abilityInput } from './roles'

export type ProcedureFacts = {
  /** As the browser asks for it, such as `flows.list`. */
  path: string
  type: 'query' | 'mutation' | 'subscription'
  /** What one has to be allowed; null: it belongs to no workspace. */
  ability: Ability | null
  /** One has to be signed in, in whatever workspace. */
  signedIn: boolean
  /** Nobody does it with a key. */
  inPerson: boolean
  /** What it takes; null: nothing. */
  input: z.ZodType | null
}

const procedureSchema = z.custom<AnyProcedure>((value) => typeof value === 'function' && '_def' in value)
const metaSchema = z
  .object({
    ability: abilityInput.optional(),
    signedIn: z.boolean().default(false),
    inPerson: z.boolean().default(false),
  })
  .optional()
const inputsSchema = z.array(z.instanceof(z.ZodType)).max(1, 'A procedure has one input.')

/** All that a router can be asked for, as it stands in its own list. */
export function proceduresOf(router: AnyRouter): ProcedureFacts[] {
  const procedures = z.record(z.string(), procedureSchema).parse(router._def.procedures)
  return Object.entries(procedures).map(([path, { _def }]) => {
    const meta = metaSchema.parse(_def.meta)
    const input = inputsSchema.parse(_def.inputs)[0] ?? null
    const { ability = null, signedIn = false, inPerson = false } = meta ?? {}
    return { path, type: _def.type, ability, signedIn, inPerson, input }
  })
}
