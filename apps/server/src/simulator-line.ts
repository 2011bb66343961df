import httpProxy from '@fastify/http-proxy'
import { notFound } from '@patchbay/api/user-error'
import type { FastifyInstance } from 'fastify'
import type { Admit } from './admit'
import { answerFault } from './sent-files'

/** What the handset does: it rings, presses, hangs up, reads and watches. Everything else is for who runs the simulator. */
const handset =
  /^\/(?:w\/[^/?]+\/)?simulator\/control\/(?:calls(?:\/[\w-]+(?:\/(?:keys|leg|hangup))?)?|numbers|events)(?:\?|$)/

/**
 * The simulator's handset, at `/simulator/control/…`, for whoever may ring numbers in the workspace that the simulator is the carrier of:
 * what is said and pressed in its calls stands there in the clear. Its bad days, its API and what it knows of its account are reached at
 * its own address only, and who they are here is not told to it.
 */
export function simulatorLine(admit: Admit, upstream: string) {
  return async (app: FastifyInstance): Promise<void> => {
    app.setErrorHandler(answerFault)
    await app.register(httpProxy, {
      upstream,
      prefix: '/simulator',
      rewritePrefix: '',
      httpMethods: ['GET', 'POST'],
      preHandler: async (request, reply) => {
        const { deps, workspaceId } = await admit(request, 'run')
        if (!handset.test(request.url)) return reply.status(404).send({ message: 'There is nothing at this address.' })
        const account = await deps.db.carrierAccount.findFirst({
          where: { workspaceId, fromEnvironment: true },
          select: { id: true },
        })
        if (!account) throw notFound('carrier account')
        return undefined
      },
      replyOptions: {
        rewriteRequestHeaders: (_, { cookie: _cookie, authorization: _authorization, ...headers }) => headers,
      },
    })
  }
}
