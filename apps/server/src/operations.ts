import { setTimeout as sleep } from 'node:timers/promises'
import type { House } from '@patchbay/api/context'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Registry } from 'prom-client'
import { isFromHere, isLoopbackName } from './door/from-here'
import { sameSecret } from './door/same-secret'

/** A database that takes longer than this to say anything is not ready, in milliseconds. */
const patience = 1_000

/**
 * What whoever runs the server asks it: `/healthz` (the process answers), `/readyz` (send it calls: the database answers; else
 * 503 with a sentence), `/metrics` (Prometheus' text format). One that is stopping takes no connections, and Fastify answers
 * 503 on those that are open.
 *
 * Figures say how a business does, and are not for everybody: with `metricsToken`, for who shows it as `Bearer`; without,
 * for this machine alone, and only where `publicUrl` is this machine too. Else a proxy may stand on it, through which all
 * the world comes from here.
 */
export function operations({
  pool,
  metrics,
  publicUrl,
  metricsToken,
}: {
  pool: House['pool']
  metrics: Registry
  publicUrl: string
  metricsToken: string | undefined
}) {
  const onlyHere = isLoopbackName(new URL(publicUrl).hostname)

  return async (app: FastifyInstance): Promise<void> => {
    app.get('/healthz', { config: { anyHost: true } }, () => ({ ok: true }))
    app.get('/readyz', { config: { anyHost: true } }, async (_, reply) => {
      if (!(await answers(pool)))
        return reply.status(503).send({ ok: false, message: 'The database does not answer: see whether it runs.' })
      return { ok: true }
    })
    // With a token, whoever scrapes may know us by any name.
    app.get('/metrics', { config: { anyHost: metricsToken !== undefined } }, async (request, reply) => {
      if (metricsToken !== undefined && !sameSecret(bearerOf(request), metricsToken))
        return reply
          .status(401)
          .header('www-authenticate', 'Bearer')
          .send({ message: 'Show METRICS_TOKEN, as “Authorization: Bearer …”.' })
      if (metricsToken === undefined && !(onlyHere && isFromHere(request)))
        return reply
          .status(403)
          .send({ message: 'Figures are told to this machine only. Set METRICS_TOKEN to read them from elsewhere.' })
      return reply.type(metrics.contentType).send(await metrics.metrics())
    })
  }
}

function bearerOf({ headers }: FastifyRequest): string {
  return /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''
}

async function answers(pool: House['pool']): Promise<boolean> {
  const asked = pool.query('SELECT 1').then(
    () => true,
    () => false,
  )
  return Promise.race([asked, sleep(patience, false, { ref: false })])
}
