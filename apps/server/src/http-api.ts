import { asTrpcError } from '@patchbay/api/as-trpc-error'
import type { House } from '@patchbay/api/context'
import { openApi } from '@patchbay/api/http-api/open-api'
import { apiPrefix, type Operation, operationsOf } from '@patchbay/api/http-api/operations'
import { queryParameters, readQuery } from '@patchbay/api/http-api/query-parameters'
import { schemaOfInput } from '@patchbay/api/http-api/schema-of-input'
import { appRouter } from '@patchbay/api/router'
import { tellError } from '@patchbay/api/trpc'
import type { Visit } from '@patchbay/api/visit'
import { callTRPCProcedure, getTRPCErrorFromUnknown, TRPCError } from '@trpc/server'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ZodError } from 'zod'
import { drained } from './drained'

/**
 * The app's procedures for programs: queries with GET, what changes something with POST and JSON, errors as
 * `{ error: { code, userCode, message, details } }`. Which there are, and how they are described, follows from the router.
 */
export function httpApi(house: House, visit: (request: FastifyRequest) => Promise<Visit>) {
  const operations = operationsOf(appRouter)
  let document: string | undefined
  return async (app: FastifyInstance): Promise<void> => {
    // Another site's page can't send JSON without asking first.
    app.removeContentTypeParser('text/plain')
    app.setErrorHandler(async (error, request, reply) => {
      const told = asApiError(error)
      if (told.code === 'INTERNAL_SERVER_ERROR')
        house.log.error({ error, path: request.url.split('?')[0] }, 'a request failed')
      if (told.code === 'PAYLOAD_TOO_LARGE') await drained(request.raw)
      return reply.status(getHTTPStatusCodeFromError(told)).send({ error: factsOf(told) })
    })

    app.get(`${apiPrefix}/openapi.json`, (_request, reply) => {
      document ??= JSON.stringify(openApi(appRouter, { server: house.publicUrl, version: house.version }))
      return reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(document)
    })

    for (const operation of operations) {
      const read = readerOf(operation)
      app.route({
        method: operation.method === 'get' ? 'GET' : 'POST',
        url: operation.path,
        handler: (request, reply) => answer(operation, read, request, reply),
      })
    }

    app.all(`${apiPrefix}/*`, (request) => {
      const path = request.url.replace(/^\/w\/[^/]+/, '').split('?')[0]
      const there = operations.find((operation) => operation.path === path)
      if (there)
        throw new TRPCError({
          code: 'METHOD_NOT_SUPPORTED',
          message: `This is asked for with ${there.method.toUpperCase()}.`,
        })
      throw new TRPCError({
        code: 'NOT_FOUND',
        message: `There is no such operation. ${apiPrefix}/openapi.json lists them.`,
      })
    })
  }

  async function answer(
    { procedure, method }: Operation,
    read: (request: FastifyRequest) => unknown,
    request: FastifyRequest,
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const ctx = await visit(request)
    const gone = new AbortController()
    reply.raw.once('close', () => gone.abort())
    const input = read(request)
    const data: unknown = await callTRPCProcedure({
      router: appRouter,
      path: procedure,
      type: method === 'get' ? 'query' : 'mutation',
      getRawInput: async () => input,
      ctx,
      signal: gone.signal,
      batchIndex: 0,
    })
    reply.header('cache-control', 'no-store')
    if (data === undefined) return reply.status(204).send()
    return reply.type('application/json; charset=utf-8').send(JSON.stringify(data))
  }
}

/** What a request says, as its procedure wants it. */
function readerOf({ procedure, method, input }: Operation): (request: FastifyRequest) => unknown {
  if (method === 'post')
    return (request) => {
      if (request.body === undefined)
        throw new TRPCError({
          code: 'UNSUPPORTED_MEDIA_TYPE',
          message: 'Send JSON, with `content-type: application/json`.',
        })
      return input === null ? undefined : request.body
    }
  if (input === null) return () => undefined
  const parameters = queryParameters(schemaOfInput(input, procedure, {}))
  return (request) => readQuery(parameters, new URLSearchParams(request.url.split('?').slice(1).join('?')))
}

function asApiError(error: unknown): TRPCError {
  if (error instanceof TRPCError) return error
  const mended = asTrpcError(error)
  if (mended instanceof TRPCError) return mended
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  const code = ofStatus[status] ?? (status < 500 ? 'BAD_REQUEST' : null)
  if (code === null || !(error instanceof Error)) return getTRPCErrorFromUnknown(error)
  return new TRPCError({ code, message: error.message })
}

/** What Fastify refuses before a procedure is asked. */
const ofStatus: Partial<Record<number, TRPCError['code']>> = {
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
}

/** As it is told everywhere; what an input has wrong, place by place. */
function factsOf(error: TRPCError) {
  const facts = tellError(error)
  if (!(error.cause instanceof ZodError)) return facts
  const issues = error.cause.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
  return { ...facts, details: { issues } }
}
