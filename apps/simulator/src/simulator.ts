import Fastify, { type FastifyInstance } from 'fastify'
import { z } from 'zod'
import { controlApi } from './control/control-api'
import { Exchange } from './exchange'
import { openApi } from './open/open-api'
import { defaultSettings, type SimulatorSettings } from './settings'

export type Simulator = {
  app: FastifyInstance
  /** Listens, and gives the address, such as `http://127.0.0.1:3001`. Rejects with Node's `EADDRINUSE`. */
  listen: (where?: { port?: number; host?: string }) => Promise<string>
  close: () => Promise<void>
}

const recordingParams = z.object({ name: z.string() })

/** A Hoiio that runs on this machine: the REST API under `/open/`, the people on the telephone under `/control/`. */
export function createSimulator(options: Partial<SimulatorSettings> = {}): Simulator {
  const settings: SimulatorSettings = { ...defaultSettings, ...options }
  const exchange = new Exchange(settings)
  const app = Fastify({
    logger: { level: settings.logLevel },
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
  })
  app.register(openApi(exchange), { prefix: '/open' })
  app.register(controlApi(exchange), { prefix: '/control' })
  app.get('/healthz', async () => ({ status: 'ok' }))
  app.get('/recordings/:name', async (request, reply) => {
    const mp3 = exchange.recordings.read(recordingParams.parse(request.params).name)
    if (!mp3) return reply.code(404).send({ message: 'There is no such recording.' })
    return reply.type('audio/mpeg').header('cache-control', 'private, max-age=3600').send(mp3)
  })
  app.addHook('onClose', () => exchange.close())
  return {
    app,
    listen: async ({ port = 0, host = '127.0.0.1' } = {}) => {
      const address = await app.listen({ port, host })
      if (exchange.publicUrl === '') exchange.publicUrl = address
      return address
    },
    close: () => app.close(),
  }
}
