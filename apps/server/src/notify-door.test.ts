import { once } from 'node:events'
import { createServer } from 'node:http'
import type { IncomingNotification, Reply } from '@patchbay/engine/receive'
import pino from 'pino'
import { afterEach, expect, test } from 'vitest'
import { createNotifyDoor } from './notify-door'

const stops: Array<() => void> = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

/** The door over real HTTP, before an engine that does what the test says. */
async function open(notify: (told: IncomingNotification) => Promise<Reply>) {
  const door = createNotifyDoor({ notify }, pino({ level: 'silent' }))
  const server = createServer((request, response) =>
    door.takes(request) ? door.answer(request, response) : response.writeHead(418).end(),
  ).listen(0, '127.0.0.1')
  stops.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server got no port.')
  const url = `http://127.0.0.1:${address.port}`
  const tell = (path: string, body = '', headers: Record<string, string> = {}) =>
    fetch(`${url}${path}`, { method: 'POST', body, headers })
  return { door, url, tell }
}

const taken: Reply = { status: 200, message: 'Taken.' }

test('the engine gets the token, the address’s own parameters, and the body as it came', async () => {
  const told: IncomingNotification[] = []
  const { tell } = await open(async (each) => {
    told.push(each)
    return taken
  })
  const answer = await tell('/hoiio/notify/a-token?step=1&step=2&x=%2B', 'a=%2B+b', { 'x-hoiio-signature': 'abc' })
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({ message: 'Taken.' })
  expect(told).toEqual([
    { token: 'a-token', query: { step: '2', x: '+' }, rawBody: Buffer.from('a=%2B+b'), signature: 'abc' },
  ])
})

test('a carrier that tells again is asked to while the database is away: 503, not 500', async () => {
  const { tell } = await open(() =>
    Promise.reject(Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })),
  )
  const answer = await tell('/hoiio/notify/a-token')
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe('1')
})

test('a fault of ours is 500, and says nothing of it', async () => {
  const { tell } = await open(() => Promise.reject(new Error('secret')))
  const answer = await tell('/hoiio/notify/a-token')
  expect(answer.status).toBe(500)
  expect(await answer.text()).not.toContain('secret')
})

test('what is too large is refused and never reaches the engine', async () => {
  const { tell } = await open(() => Promise.reject(new Error('It was told.')))
  expect((await tell('/hoiio/notify/a-token', 'a'.repeat(300_000))).status).toBe(413)
})

test('other requests are left to others', async () => {
  const { url, tell } = await open(async () => taken)
  expect((await fetch(`${url}/hoiio/notify/a-token`)).status).toBe(418)
  expect((await tell('/elsewhere')).status).toBe(418)
})

test('a server that is about to stop keeps no connection', async () => {
  const { door, tell } = await open(async () => taken)
  expect((await tell('/hoiio/notify/a-token')).headers.get('connection')).not.toBe('close')
  door.close()
  expect((await tell('/hoiio/notify/a-token')).headers.get('connection')).toBe('close')
})
