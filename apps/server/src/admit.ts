import type { Context } from '@patchbay/api/context'
import type { Reception } from '@patchbay/api/reception'
import { mayNot } from '@patchbay/api/refusals'
import type { Ability } from '@patchbay/api/roles'
import { contextOf, type Visit } from '@patchbay/api/visit'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { isFromHere } from './door/from-here'

/** Every address that is a workspace's own begins with this, and is there without it too: then it is the first one's. */
export const workspacePrefix = '/w/:workspace'

const paramsSchema = z.object({ workspace: z.string().optional() }).catch({})

/** Lets in whoever may do `ability` where their request's address says; throws a `UserError` to others. */
export type Admit = (request: FastifyRequest, ability: Ability) => Promise<Context>

/** Who asks, and where, as their HTTP request tells it. */
export function createVisit(meet: Reception) {
  return (request: FastifyRequest): Promise<Visit> =>
    meet({
      headers: request.headers,
      workspace: paramsSchema.parse(request.params).workspace,
      address: request.ip,
      fromHere: isFromHere(request),
    })
}

export function createAdmit(visit: (request: FastifyRequest) => Promise<Visit>): Admit {
  return async (request, ability) => {
    const context = contextOf(await visit(request))
    if (context.abilities.has(ability)) return context
    const { actor, address, deps } = context
    const who = actor.kind === 'system' ? null : `${actor.kind} ${actor.id}`
    deps.log.info({ path: request.routeOptions.url, who, address }, 'a request was refused')
    throw mayNot(ability)
  }
}
