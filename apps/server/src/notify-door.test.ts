import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import type { IncomingNotification, Reply } from '@patchbay/engine/receive'
import { sign } from '@patchbay/hoiio/signature'
import pino from 'pino'
import { afterEach, expect, test } from 'vitest'
import { createNotifyDoor } from './notify-door'

const stops: Array<() => void> = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
})

/** The door over real HTTP, before an engine that does what the test says. */
async function open(notify: (told: IncomingNotification) => Promise<Reply>) {
  const door = createNotifyDoor({ notify }, { log: pino({ level: 'silent' }), trust: () => true })
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
    fetch(`${url}${path}`, { method: 'POST', body, headers: { 'x-hoiio-signature': sign('key', body), ...headers } })
  return { door, url, tell }
}

const taken: Reply = { status: 200, message: 'Taken.' }

test('the engine gets the token, the address’s own parameters, and the body as it came', async () => {
  const told: IncomingNotification[] = []
  const { tell } = await open(async (each) => {
    told.push(each)
    return taken
  })
  const answer = await tell('/hoiio/notify/a-token?step=1&step=2&x=%2B', 'a=%2B+b')
  expect(answer.status).toBe(200)
  expect(await answer.json()).toEqual({ message: 'Taken.' })
  expect(told).toEqual([
    {
      token: 'a-token',
      query: { step: '2', x: '+' },
      rawBody: Buffer.from('a=%2B+b'),
      signature: sign('key', 'a=%2B+b'),
    },
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

const unsigned: Reply = { status: 401, message: 'The signature is not the carrier’s.' }

test('what has no signature that could be one is refused before its body is read', async () => {
  const { url } = await open(() => Promise.reject(new Error('It was told.')))
  for (const signature of ['', 'abc', 'F'.repeat(64)]) {
    const headers = { 'x-hoiio-signature': signature }
    const socket = connect(Number(new URL(url).port), '127.0.0.1')
    const head = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.write(`POST /hoiio/notify/a-token HTTP/1.1\r\nhost: a\r\ncontent-length: 1000\r\n${head.join('')}\r\n`)
    const [answer] = await once(socket, 'data')
    expect(String(answer)).toMatch(/^HTTP\/1.1 401 /)
    socket.destroy()
  }
})

test('who sends forged ones without end is told to stop; what is genuine passes, from the same address too', async () => {
  const { tell } = await open(async ({ rawBody, signature }) => (signature === sign('key', rawBody) ? taken : unsigned))
  const forged = { 'x-hoiio-signature': sign('another key', 'a=1') }
  const statuses: number[] = []
  for (let at = 0; at < 100; at += 1) {
    statuses.push((await tell('/hoiio/notify/a-token', 'a=1', forged)).status)
    expect((await tell('/hoiio/notify/a-token', 'a=1')).status).toBe(200)
  }
  expect(statuses.filter((status) => status === 401)).toHaveLength(60)
  expect(statuses.slice(60).every((status) => status === 429)).toBe(true)
  const answer = await tell('/hoiio/notify/a-token', 'a=1', forged)
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(50)
  expect(await answer.json()).toEqual({
    message: expect.stringMatching(/^That was too much at once\. Try again in \d+ seconds\.$/),
  })
})

test('each address is counted by itself, as a trusted proxy says it', async () => {
  const { tell } = await open(async () => unsigned)
  const from = (address: string) => tell('/hoiio/notify/a-token', '', { 'x-forwarded-for': address })
  for (let at = 0; at < 61; at += 1) await from(`2001:db8:1:1::${at.toString(16)}`)
  expect((await from('2001:db8:1:1::ffff')).status).toBe(429)
  expect((await from('2001:db8:1:2::1')).status).toBe(401)
})

test('a body that trickles in is given up after ten seconds, however many do, and holds nobody up', {
  timeout: 30_000,
}, async () => {
  const { url, tell } = await open(async () => taken)
  const head = `POST /hoiio/notify/a-token HTTP/1.1\r\nhost: a\r\nx-hoiio-signature: ${sign('key', '')}\r\ncontent-length: 1000\r\n\r\n`
  const slow = Array.from({ length: 1_100 }, () => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined)
    socket.write(head)
    const trickle = setInterval(() => socket.writable && socket.write('a'), 1_000)
    stops.push(() => {
      clearInterval(trickle)
      socket.destroy()
    })
    return new Promise<string>((resolve) => {
      let said = ''
      socket.on('data', (chunk: Buffer) => {
        said += chunk.toString()
      })
      socket.once('close', () => resolve(said))
    })
  })
  // Above a thousand, the oldest go at once.
  await slow[0]
  const from = performance.now()
  expect((await tell('/hoiio/notify/a-token', 'a=1')).status).toBe(200)
  expect(performance.now() - from).toBeLessThan(1_000)
  const answers = await Promise.all(slow)
  // Who was still sending may have lost the answer.
  expect(answers.every((said) => said === '' || said.startsWith('HTTP/1.1 408 '))).toBe(true)
  expect(answers.filter((said) => said !== '').length).toBeGreaterThan(500)
  expect(performance.now() - from).toBeLessThan(15_000)
})
