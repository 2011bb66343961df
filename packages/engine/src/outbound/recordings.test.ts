import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readAllowed } from './allowed-addresses'
import { createRecordings, type Recordings } from './recordings'

/** A carrier's files: `/a.mp3` in parts too, `/moved` leads there, `/away` leads elsewhere on this machine, nothing else is there. */
const server = createServer((request, response) => {
  if (request.url === '/moved') return response.writeHead(302, { location: '/a.mp3' }).end()
  if (request.url === '/away') return response.writeHead(302, { location: 'http://127.0.0.1:9/a.mp3' }).end()
  if (request.url !== '/a.mp3') return response.writeHead(404).end()
  if (request.headers.range === 'bytes=2-3')
    return response.writeHead(206, { 'content-type': 'audio/mpeg', 'content-range': 'bytes 2-3/6' }).end('cd')
  return response.writeHead(200, { 'content-type': 'audio/mpeg', 'content-length': '6' }).end('abcdef')
})
let here = ''
let recordings: Recordings
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  here = `http://127.0.0.1:${port}`
  recordings = createRecordings(readAllowed(`127.0.0.1:${port}`))
})
afterAll(async () => {
  await recordings.close()
  server.close()
})

const never = new AbortController().signal

test('a recording comes whole, in part, and from where it has moved to', async () => {
  const whole = await recordings.fetch(`${here}/a.mp3`, undefined, never)
  expect(whole).toMatchObject({ status: 200, contentType: 'audio/mpeg', length: '6', range: undefined })
  expect(whole && (await buffer(whole.body)).toString()).toBe('abcdef')
  const part = await recordings.fetch(`${here}/a.mp3`, 'bytes=2-3', never)
  expect(part).toMatchObject({ status: 206, range: 'bytes 2-3/6' })
  expect(part && (await buffer(part.body)).toString()).toBe('cd')
  const moved = await recordings.fetch(`${here}/moved`, undefined, never)
  expect(moved && (await buffer(moved.body)).toString()).toBe('abcdef')
})

test.each(['/gone.mp3', '/away'])('%s is no recording', async (path) => {
  expect(await recordings.fetch(`${here}${path}`, undefined, never)).toBeNull()
})

test.each(['http://127.0.0.1:9/a.mp3', 'http://169.254.169.254/a', 'file:///etc/passwd', 'recording:deleted', 'x'])(
  'nothing is fetched from %s',
  async (address) => {
    expect(await recordings.fetch(address, undefined, never)).toBeNull()
  },
)
