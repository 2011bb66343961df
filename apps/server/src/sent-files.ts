import { UserError } from '@patchbay/api/user-error'
import { TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { ZodError } from 'zod'
import { drained } from './drained'

/** What is sent, piece by piece; a reader that stops early leaves the connection as it is. */
export function bodyOf(request: FastifyRequest): AsyncIterable<Uint8Array> {
  return request.raw.iterator({ destroyOnReturn: false })
}

/** Why a file was not taken, as `{ message, userCode, details }`, once the rest of it has come in. */
export async function answerFault(error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  await drained(request.raw)
  if (error instanceof UserError) {
    const { kind, message, userCode, details } = error
    const status = getHTTPStatusCodeFromError(new TRPCError({ code: kind }))
    return reply.status(status).send({ message, userCode, details })
  }
  if (!(error instanceof ZodError)) throw error
  const message = error.issues[0]?.message ?? 'This request can’t be used.'
  return reply.status(400).send({ message, userCode: null, details: null })
}
