import { asTrpcError } from '@patchbay/api/as-trpc-error'
import type { House } from '@patchbay/api/context'
import type { Reception } from '@patchbay/api/reception'
import { type AppRouter, appRouter } from '@patchbay/api/router'
import { UserError } from '@patchbay/api/user-error'
import type { Engine } from '@patchbay/engine/engine'
import type { Recordings } from '@patchbay/engine/outbound/recordings'
import { TRPCError } from '@trpc/server'
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import { getHTTPStatusCodeFromError } from '@trpc/server/http'
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import { z } from 'zod'
import { createAdmit, createVisit, workspacePrefix } from './admit'
import { auditFiles } from './audit-files'
import { authRoutes, staySignedIn } from './auth-routes'
import { callFiles } from './call-files'
import { createConnections } from './door/create-connections'
import { soundJson } from './door/json-body'
import { keyLimits } from './door/key-limits'
import { knownMethods } from './door/known-methods'
import { onlyOurselves } from './door/only-ourselves'
import { createOwnNames } from './door/own-names'
import { isTrpc, refusalBody } from './door/refusal'
import { requestLimits } from './door/request-limits'
import { securityHeaders } from './door/security-headers'
import { drained } from './drained'
import type { Environment } from './environment'
import { httpApi } from './http-api'
import { createNotifyDoor } from './notify-door'
import { operations } from './operations'
import { promptFiles, promptUploads } from './prompt-files'
import { recordingFiles } from './recording-files'
import { simulatorLine } from './simulator-line'
import { tableFiles } from './table-files'
import { webApp } from './web-app'

/** A flow of 10,000 blocks takes about 3 MB. */
const largestRequest = 4 * 1024 * 1024
/** So many procedures may be called in one request; our own pages send at most 20 together. */
const largestBatch = 50

export type HttpOptions = {
  house: House
  /** Finds out who asks. */
  reception: Reception
  engine: Engine
  metrics: Registry
  log: Logger
  /** The way to callers' recordings. */
  recordings: Recordings
  /** Where the simulator listens, if it is the carrier: its control API is reached through us at `/simulator`. */
  simulatorUrl: string | null
  /** Whom the server lets in, and how much of it. */
  env: Pick<Environment, 'HOST' | 'APP_URL' | 'ALLOWED_HOSTS' | 'TRUST_PROXY' | 'REQUESTS_PER_MINUTE' | 'METRICS_TOKEN'>
}

/** Everything that the server answers on its one port. */
export async function createHttp({
  house,
  reception,
  engine,
  metrics,
  log,
  recordings,
  simulatorUrl,
  env,
}: HttpOptions): Promise<FastifyInstance> {
  // Fastify says where it listens at `info`; so do we, for people.
  const loggerInstance: FastifyBaseLogger = log.level === 'info' ? log.child({}, { level: 'warn' }) : log
  const trust = env.TRUST_PROXY ?? (() => false)
  const { pool, publicUrl } = house
  const door = createNotifyDoor(engine, { log, trust })
  const app = fastify({
    serverFactory: (handle) =>
      createConnections(
        (request, response) => (door.takes(request) ? door.answer(request, response) : handle(request, response)),
        trust,
      ),
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: largestRequest,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 5_000 },
    trustProxy: trust,
  })

  app.addHook('preClose', async () => door.close())

  app.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof UserError) {
      const { kind, message, userCode, details } = error
      const httpStatus = getHTTPStatusCodeFromError(new TRPCError({ code: kind }))
      const trpc = { error: { message, code: -32_600, data: { code: kind, httpStatus, userCode, details } } }
      return reply.status(httpStatus).send(isTrpc(request) ? trpc : { message, userCode, details })
    }
    const status = error.statusCode ?? 500
    if (status === 413) await drained(request.raw)
    if (status >= 500) log.error({ error, path: request.url.split('?')[0] }, 'a request failed')
    const message =
      status === 413 ? tooLarge(request) : status < 500 ? error.message : 'Something went wrong on the server.'
    return reply.status(status).send(refusalBody(request, { status, message }))
  })

  await securityHeaders(app, { https: (env.APP_URL ?? publicUrl).startsWith('https:') })
  const appUrl = env.APP_URL ?? publicUrl
  const more = [...env.ALLOWED_HOSTS, new URL(appUrl).host]
  const names = createOwnNames({ publicUrl, listenHost: env.HOST, more })
  app.addHook('onRequest', knownMethods)
  app.addHook('onRequest', onlyOurselves(names))
  app.addHook('onRequest', requestLimits(env.REQUESTS_PER_MINUTE))
  app.addHook('onRequest', keyLimits())
  app.addHook('preHandler', soundJson)

  await app.register(operations({ pool, metrics, publicUrl, metricsToken: env.METRICS_TOKEN }))
  await app.register(authRoutes(house.auth))
  app.addHook('onRequest', staySignedIn(house.auth))
  const visit = createVisit(reception)
  const admit = createAdmit(visit)
  for (const prefix of [workspacePrefix, ''])
    await app.register(
      async (place) => {
        await place.register(fastifyTRPCPlugin, {
          prefix: '/trpc',
          trpcOptions: {
            router: appRouter,
            maxBatchSize: largestBatch,
            createContext: ({ req }) => visit(req).catch((error: unknown) => Promise.reject(asTrpcError(error))),
            responseMeta: retryAfter,
          },
        } satisfies FastifyTRPCPluginOptions<AppRouter>)
        await place.register(httpApi(house, visit))
        await place.register(tableFiles(admit))
        await place.register(callFiles(admit))
        await place.register(auditFiles(admit))
        await place.register(promptUploads(admit))
        await place.register(recordingFiles(admit, recordings))
        if (simulatorUrl) await place.register(simulatorLine(admit, simulatorUrl))
      },
      { prefix },
    )
  await app.register(promptFiles(house))
  await app.register(webApp)
  return app
}

const waits = z.object({ retryAfter: z.number() })

/** Whoever did something too often is told in a header too when to come back. */
function retryAfter({ errors }: { errors: readonly TRPCError[] }): { headers?: Headers } {
  for (const { cause } of errors) {
    const wait = cause instanceof UserError ? waits.safeParse(cause.details) : null
    if (wait?.success) return { headers: new Headers({ 'retry-after': String(wait.data.retryAfter) }) }
  }
  return {}
}

function tooLarge(request: FastifyRequest): string {
  if (!isTrpc(request)) return 'This request is too large.'
  return `This is too large to be saved: at most ${largestRequest / 1024 / 1024} MB.`
}
