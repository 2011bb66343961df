import type { FastifyReply, FastifyRequest } from 'fastify'
import type { OwnNames } from './own-names'
import { refusalBody } from './refusal'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers under whatever name it is asked: for who knows us by an address (health checks), or by another name (the carrier). */
    anyHost?: boolean
  }
}

const changesNothing = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Lets in what comes to us by our own name and, if it may change something, from our own pages or from a program. Browsers say
 * of every such request where it comes from (`Origin`, `Sec-Fetch-Site`), and no page can make them say otherwise; a program
 * says nothing, and has no cookies that somebody else could use.
 */
export function onlyOurselves(names: OwnNames) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    const { host, method, headers, raw } = request
    const refuse = (status: 403 | 421, userCode: string, message: string) =>
      reply.status(status).send(refusalBody(request, { status, userCode, message }))
    if (!request.routeOptions.config?.anyHost && !names.hasHost(host, raw.socket.localAddress))
      return refuse(
        421,
        'unknown-host',
        'This server is not known by this name. If it should be, add it to ALLOWED_HOSTS.',
      )
    if (changesNothing.has(method)) return undefined
    const { origin, 'sec-fetch-site': site } = headers
    const foreign =
      (origin !== undefined && !names.hasOrigin(origin, host)) ||
      (site !== undefined && site !== 'same-origin' && site !== 'none')
    if (foreign)
      return refuse(403, 'cross-site', 'Another site’s page may not do this. Open Patchbay itself, and do it there.')
    return undefined
  }
}
