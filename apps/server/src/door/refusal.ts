import type { FastifyRequest } from 'fastify'

/** Pages and programs may stand under a workspace: `/trpc/…` and `/w/<workspace>/trpc/…` are the same door. */
const trpcPath = /^\/(?:w\/[^/?]+\/)?trpc(?:[/?]|$)/

const apiPath = /^\/(?:w\/[^/?]+\/)?api\//

/** tRPC's names for what never reached a procedure. */
const codes: Record<number, string> = {
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  413: 'PAYLOAD_TOO_LARGE',
  429: 'TOO_MANY_REQUESTS',
}

/** What is said of a request that was refused at the door. `retryAfter`: seconds, where waiting helps. */
export type Refusal = { status: number; message: string; userCode?: string; retryAfter?: number }

export function isTrpc({ url }: Pick<FastifyRequest, 'url'>): boolean {
  return trpcPath.test(url)
}

/** The body of a refusal, in the form that whoever asked expects: tRPC's own, the HTTP API's, else `{ message, userCode, details }`. */
export function refusalBody(request: Pick<FastifyRequest, 'url'>, refusal: Refusal): unknown {
  const { status, message, userCode = null, retryAfter } = refusal
  const details = retryAfter === undefined ? null : { retryAfter }
  const code = codes[status] ?? (status < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR')
  if (apiPath.test(request.url)) return { error: { code, userCode, message, details } }
  if (!isTrpc(request)) return { message, userCode, details }
  return { error: { message, code: -32_600, data: { code, httpStatus: status, userCode, details } } }
}
