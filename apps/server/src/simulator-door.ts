import httpProxy from '@fastify/http-proxy'
import type { FastifyInstance, preHandlerHookHandler } from 'fastify'

/** What the handset does: it rings, presses, hangs up, reads and watches. Everything else is for who runs the simulator. */
const handset = /^\/control\/(?:calls(?:\/[\w-]+(?:\/(?:keys|leg|hangup))?)?|numbers|events)$/

/**
 * The simulator's handset, at `/simulator/control/…`, where the simulator is the carrier. Its bad days, its API and what it
 * knows of its account are reached at its own address only. `mayUse`: asked before each request, whether who asks may.
 */
export function simulatorDoor(simulatorUrl: string, mayUse: preHandlerHookHandler[] = []) {
  return async (app: FastifyInstance): Promise<void> => {
    for (const each of mayUse) app.addHook('preHandler', each)
    await app.register(httpProxy, {
      upstream: simulatorUrl,
      prefix: '/simulator',
      rewritePrefix: '',
      httpMethods: ['GET', 'POST'],
      preHandler: (request, reply, done) => {
        const path = request.url.slice('/simulator'.length).split('?')[0] ?? ''
        if (handset.test(path)) return done()
        reply.status(404).send({ message: 'There is nothing at this address.' })
      },
      replyOptions: {
        // Whose page asked is nobody else's business.
        rewriteRequestHeaders: (_, { cookie, authorization, ...headers }) => headers,
      },
    })
  }
}
