import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { fileURLToPath } from 'node:url'
import httpProxy from '@fastify/http-proxy'
import serveStatic from '@fastify/static'
import type { House } from '@patchbay/api/context'
import type { Reception } from '@patchbay/api/reception'
import { type AppRouter, appRouter } from '@patchbay/api/router'
import type { Engine } from '@patchbay/engine/engine'
import type { Recordings } from '@patchbay/engine/outbound/recordings'
import { type FastifyTRPCPluginOptions, fastifyTRPCPlugin } from '@trpc/server/adapters/fastify'
import fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyRequest, LogController } from 'fastify'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import { createAdmit, createVisit, workspacePrefix } from './admit'
import { callFiles } from './call-files'
import { drained } from './drained'
import { createNotifyDoor } from './notify-door'
import { operations } from './operations'
import { promptFiles, promptUploads } from './prompt-files'
import { recordingFiles } from './recording-files'
import { tableFiles } from './table-files'

const webFiles = fileURLToPath(new URL('../../web/dist', import.meta.url))
const isAsset = /[\\/]assets[\\/]/

/** A flow of 10,000 blocks takes about 3 MB. */
const largestRequest = 4 * 1024 * 1024
const longestRequestMs = 30_000
/** Longer than what stands before us keeps a connection, so that it is never we who close one that is used. */
const keptMs = 72_000

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
}: HttpOptions): Promise<FastifyInstance> {
  // Fastify says where it listens at `info`; so do we, for people.
  const loggerInstance: FastifyBaseLogger = log.level === 'info' ? log.child({}, { level: 'warn' }) : log
  const door = createNotifyDoor(engine, log)
  const app = fastify({
    serverFactory: (handle) =>
      createServer({ requestTimeout: longestRequestMs, keepAliveTimeout: keptMs }, (request, response) =>
        door.takes(request) ? door.answer(request, response) : handle(request, response),
      ),
    loggerInstance,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: largestRequest,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 5_000 },
  })

  app.addHook('preClose', async () => door.close())

  app.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500
    if (status === 413) await drained(request.raw)
    if (status >= 500) log.error({ error, path: request.url.split('?')[0] }, 'a request failed')
    const message =
      status === 413 ? tooLarge(request) : status < 500 ? error.message : 'Something went wrong on the server.'
    return reply.status(status).send(isTrpc(request) ? trpcError(status, message) : { message })
  })

  await app.register(operations({ pool: house.pool, metrics }))
  const visit = createVisit(reception)
  const admit = createAdmit(visit)
  for (const prefix of [workspacePrefix, ''])
    await app.register(
      async (place) => {
        await place.register(fastifyTRPCPlugin, {
          prefix: '/trpc',
          trpcOptions: { router: appRouter, createContext: ({ req }) => visit(req) },
        } satisfies FastifyTRPCPluginOptions<AppRouter>)
        await place.register(tableFiles(admit))
        await place.register(callFiles(admit))
        await place.register(promptUploads(admit))
        await place.register(recordingFiles(admit, recordings))
      },
      { prefix },
    )
  await app.register(promptFiles(house))
  if (simulatorUrl) await app.register(httpProxy, { upstream: simulatorUrl, prefix: '/simulator', rewritePrefix: '' })
  await app.register(web)
  return app
}

/** The built web app. What is no file is a page of the app, unless it was asked for as something else. */
async function web(app: FastifyInstance): Promise<void> {
  if (!existsSync(webFiles)) return
  await app.register(serveStatic, {
    root: webFiles,
    wildcard: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (response, path) =>
      response.setHeader('cache-control', isAsset.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache'),
  })
  app.setNotFoundHandler((request, reply) => {
    const isPage = request.method === 'GET' && (request.headers.accept ?? '').includes('text/html')
    if (isPage) return reply.sendFile('index.html')
    return reply.status(404).send({ message: 'There is nothing at this address.' })
  })
}

function isTrpc(request: FastifyRequest): boolean {
  return /^(\/w\/[^/]+)?\/trpc\//.test(request.url)
}

function tooLarge(request: FastifyRequest): string {
  if (!isTrpc(request)) return 'This request is too large.'
  return `This is too large to be saved: at most ${largestRequest / 1024 / 1024} MB.`
}

/** What tRPC's client expects of an error that never reached a procedure. */
function trpcError(httpStatus: number, message: string) {
  const code = httpStatus === 413 ? 'PAYLOAD_TOO_LARGE' : httpStatus < 500 ? 'BAD_REQUEST' : 'INTERNAL_SERVER_ERROR'
  return { error: { message, code: -32_600, data: { code, httpStatus, userCode: null, details: null } } }
}
