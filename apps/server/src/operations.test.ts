import { createPool } from '@patchbay/db/pool'
import { createTestDatabase } from '@patchbay/db/test-database'
import fastify from 'fastify'
import { Counter, Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { operations } from './operations'

let database: Awaited<ReturnType<typeof createTestDatabase>>
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database?.drop())

async function serverOn(url: string, { publicUrl = 'http://127.0.0.1:3000', metricsToken = '' } = {}) {
  const pool = createPool(url)
  const metrics = new Registry()
  new Counter({ name: 'patchbay_test_total', help: 'Seen by the test.', registers: [metrics] }).inc(3)
  const app = fastify()
  await app.register(operations({ pool, metrics, publicUrl, metricsToken: metricsToken || undefined }))
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

describe('figures', () => {
  const host = 'localhost:3000'
  const token = 'a-token-for-figures'

  test('are told to this machine, in the text format of Prometheus', async () => {
    const { app, close } = await serverOn(database.url)
    const answer = await app.inject({ url: '/metrics', headers: { host } })
    expect(answer.headers['content-type']).toContain('text/plain')
    expect(answer.body).toContain('patchbay_test_total 3')
    await close()
  })

  test.each([
    ['another machine', { remoteAddress: '10.0.0.7', headers: { host } }],
    ['another’s page that points a name of its own at this machine', { headers: { host: 'evil.example:3000' } }],
    ['whoever comes through a proxy', { headers: { host, 'x-forwarded-for': '127.0.0.1' } }],
  ])('are not told to %s', async (_, asked) => {
    const { app, close } = await serverOn(database.url)
    const answer = await app.inject({ url: '/metrics', ...asked })
    expect(answer.statusCode).toBe(403)
    expect(answer.json().message).toContain('METRICS_TOKEN')
    await close()
  })

  test('are not told here either where all the world may come from here', async () => {
    const { app, close } = await serverOn(database.url, { publicUrl: 'https://calls.example.com' })
    expect((await app.inject({ url: '/metrics', headers: { host } })).statusCode).toBe(403)
    await close()
  })

  test.each([
    ['', 401],
    ['Bearer a-token-for-figure', 401],
    ['Bearer a-token-for-figures-', 401],
    ['Basic a-token-for-figures', 401],
    [`Bearer ${token}`, 200],
    [`bearer ${token}`, 200],
  ])('%j opens them: %i', async (authorization, status) => {
    const { app, close } = await serverOn(database.url, { publicUrl: 'https://calls.example.com', metricsToken: token })
    const answer = await app.inject({ url: '/metrics', remoteAddress: '10.0.0.7', headers: { authorization } })
    expect(answer.statusCode).toBe(status)
    expect(answer.headers['www-authenticate']).toBe(status === 401 ? 'Bearer' : undefined)
    await close()
  })
})
