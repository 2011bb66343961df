import { createPool } from '@patchbay/db/pool'
import { createTestDatabase } from '@patchbay/db/test-database'
import fastify from 'fastify'
import { Counter, Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { operations } from './operations'

let database: Awaited<ReturnType<typeof createTestDatabase>>
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database?.drop())

async function serverOn(url: string) {
  const pool = createPool(url)
  const metrics = new Registry()
  new Counter({ name: 'patchbay_test_total', help: 'Seen by the test.', registers: [metrics] }).inc(3)
  const app = fastify()
  await app.register(operations({ pool, metrics }))
  return { app, close: () => app.close().then(() => pool.end()) }
}

test('a server with its database is ready', async () => {
  const { app, close } = await serverOn(database.url)
  expect((await app.inject('/healthz')).statusCode).toBe(200)
  const ready = await app.inject('/readyz')
  expect([ready.statusCode, ready.json()]).toEqual([200, { ok: true }])
  await close()
})

test('one whose database is away is not, and says so; it is alive all the same', async () => {
  const { app, close } = await serverOn('postgresql://nobody@127.0.0.1:1/none')
  const ready = await app.inject('/readyz')
  expect(ready.statusCode).toBe(503)
  expect(ready.json()).toMatchObject({ ok: false, message: expect.stringContaining('database') })
  expect((await app.inject('/healthz')).statusCode).toBe(200)
  await close()
})

test('figures are told in the text format of Prometheus', async () => {
  const { app, close } = await serverOn(database.url)
  const answer = await app.inject('/metrics')
  expect(answer.headers['content-type']).toContain('text/plain')
  expect(answer.body).toContain('patchbay_test_total 3')
  await close()
})
