import { connect } from 'node:net'
import { sign } from '@patchbay/hoiio/signature'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Patchbay, startPatchbayHere } from './people.testing'
import { demoAccount } from './simulator-process'

/** Clients of the built server that send too slowly, without end, or too much. */

let patchbay: Patchbay
let port: number

beforeAll(async () => {
  patchbay = await startPatchbayHere()
  port = patchbay.port
})

afterAll(() => patchbay.close())

/** What a connection is told until it is closed, and after how many milliseconds that was. */
function hold(first: string, trickle: string): Promise<{ said: string; after: number }> {
  const since = performance.now()
  const socket = connect(port, '127.0.0.1').on('error', () => undefined)
  socket.write(first)
  const timer = setInterval(() => socket.writable && socket.write(trickle), 500)
  let said = ''
  socket.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  return new Promise((resolve) =>
    socket.once('close', () => {
      clearInterval(timer)
      resolve({ said, after: performance.now() - since })
    }),
  )
}

test('who is slow is cut off: headers after 10 s, a notification’s body after 10 s, any other body after 30 s', {
  timeout: 60_000,
}, async () => {
  const head = `host: 127.0.0.1\r\ncontent-length: 100000\r\n`
  const signature = sign(demoAccount.accessToken, '')
  const slow = Promise.all([
    ...Array.from({ length: 200 }, () => hold('GET / HTTP/1.1\r\nhost: 127.0.0.1\r\n', 'x-a: b\r\n')),
    hold(`POST /hoiio/notify/${'A'.repeat(43)} HTTP/1.1\r\n${head}x-hoiio-signature: ${signature}\r\n\r\n`, 'a'),
    hold(`POST /trpc/flows.create HTTP/1.1\r\n${head}content-type: application/json\r\n\r\n`, ' '),
    hold(`POST /files/tables/preview HTTP/1.1\r\n${head}content-type: text/csv\r\n\r\n`, 'a'),
  ])
  const from = performance.now()
  expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200)
  expect(performance.now() - from).toBeLessThan(2_000)
  const answers = await slow
  const [notification, ...bodies] = answers.splice(200)
  for (const { said, after } of answers) {
    expect(said).toMatch(/^HTTP\/1.1 408 /)
    expect(after).toBeLessThan(16_000)
  }
  expect(notification?.said).toMatch(/^HTTP\/1.1 408 /)
  expect(notification?.after).toBeLessThan(16_000)
  for (const { said, after } of bodies) {
    expect(said).toMatch(/^(HTTP\/1.1 408 |$)/)
    expect(after).toBeLessThan(40_000)
  }
})

test('a body that says it is larger than any may be is refused at once', async () => {
  const { said, after } = await hold(
    `POST /trpc/flows.create HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\ncontent-length: 999999999\r\nconnection: close\r\n\r\n`,
    '',
  )
  expect(said).toMatch(/^(HTTP\/1.1 413 |$)/)
  expect(after).toBeLessThan(45_000)
}, 60_000)
