import { setTimeout as sleep } from 'node:timers/promises'
import type { House } from '@patchbay/api/context'
import type { FastifyInstance } from 'fastify'
import type { Registry } from 'prom-client'

/** A database that takes longer than this to say anything is not ready, in milliseconds. */
const patience = 1_000

/**
 * What whoever runs the server asks it: `/healthz` (the process answers), `/readyz` (send it calls: the database answers; else
 * 503 with a sentence), `/metrics` (Prometheus' text format). One that is stopping takes no connections, and Fastify answers
 * 503 on those that are open.
 */
export function operations({ pool, metrics }: { pool: House['pool']; metrics: Registry }) {
  return async (app: FastifyInstance): Promise<void> => {
    app.get('/healthz', () => ({ ok: true }))
    app.get('/readyz', async (_, reply) => {
      if (!(await answers(pool)))
        return reply.status(503).send({ ok: false, message: 'The database does not answer: see whether it runs.' })
      return { ok: true }
    })
    app.get('/metrics', async (_, reply) => reply.type(metrics.contentType).send(await metrics.metrics()))
  }
}

async function answers(pool: House['pool']): Promise<boolean> {
  const asked = pool.query('SELECT 1').then(
    () => true,
    () => false,
  )
  return Promise.race([asked, sleep(patience, false, { ref: false })])
}
