import type { FastifyReply, FastifyRequest } from 'fastify'
import { refusalBody } from './refusal'

const known = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

/** Refuses methods that no page and no program of ours has a use for, such as TRACE, before a route that takes any meets them. */
export async function knownMethods(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
  if (known.has(request.method)) return undefined
  const message = `Nothing here is asked for with ${request.method}.`
  return reply.status(405).send(refusalBody(request, { status: 405, userCode: 'method', message }))
}
