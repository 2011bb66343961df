import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { HttpRequest } from '@patchbay/flow/command'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readAllowed } from './allowed-addresses'
import type { Resolve } from './guarded-connect'
import { answerLimits, createOutbound, type Outbound } from './outbound'

const servers: Server[] = []
const ways: Outbound[] = []
let asked: { method: string; url: string; headers: Record<string, unknown>; body: string }[] = []

async function serve(answer: RequestListener): Promise<number> {
  const server = createServer(answer)
  servers.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}

function way(allow: string, resolve?: Resolve): Outbound {
  const outbound = createOutbound({ allowed: readAllowed(allow), ...(resolve ? { resolve } : {}) })
  ways.push(outbound)
  return outbound
}

const spec = (url: string, more: Partial<HttpRequest> = {}): HttpRequest => ({
  method: 'GET',
  url,
  headers: [],
  timeoutMs: 3_000,
  retries: 0,
  ...more,
})

let port: number
let open: Outbound

beforeAll(async () => {
  port = await serve((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      asked.push({ method, url, headers, body })
      const { pathname, searchParams } = new URL(url, 'http://here')
      if (pathname === '/hang') return
      if (pathname === '/drip') {
        response.writeHead(200)
        const dripping = setInterval(() => response.write('x'), 50)
        response.on('close', () => clearInterval(dripping))
        return
      }
      if (pathname === '/huge') {
        response.writeHead(200)
        const chunk = Buffer.alloc(64 * 1024, 'x')
        const more = () => {
          while (!response.destroyed && response.write(chunk));
        }
        response.on('drain', more)
        return more()
      }
      if (pathname === '/bomb') {
        response.writeHead(200, { 'content-encoding': 'gzip' })
        return response.end(gzipSync(Buffer.alloc(50 * 1024 * 1024)))
      }
      if (pathname === '/zip') {
        response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'text/plain; charset=latin1' })
        return response.end(gzipSync(Buffer.from('caf\xe9', 'latin1')))
      }
      if (pathname === '/torn') {
        response.writeHead(200, { 'content-encoding': 'gzip' })
        return response.end('this is not packed')
      }
      if (pathname === '/heads') {
        response.writeHead(200, { 'x-long': 'x'.repeat(30_000) })
        return response.end()
      }
      if (pathname === '/reset') return request.socket.destroy()
      if (pathname === '/flaky' && asked.length < 3) {
        response.writeHead(503)
        return response.end()
      }
      if (pathname === '/to') {
        response.writeHead(Number(searchParams.get('status') ?? 302), { location: searchParams.get('where') ?? '/' })
        return response.end()
      }
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end('{"ok":true}')
    })
  })
  open = way('127.0.0.1')
})
afterEach(() => {
  asked = []
})
afterAll(async () => {
  await Promise.all(ways.map((each) => each.close()))
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
})

const here = (path: string) => `http://127.0.0.1:${port}${path}`

test('asks with what it was given, and reads the answer', async () => {
  const answer = await open.request(
    spec(here('/orders?n=1'), { method: 'POST', headers: [{ name: 'X-Key', value: 'k' }], body: 'hello' }),
  )
  expect(answer).toEqual({ kind: 'answered', status: 200, contentType: 'application/json', body: '{"ok":true}' })
  expect(asked).toMatchObject([{ method: 'POST', url: '/orders?n=1', body: 'hello', headers: { 'x-key': 'k' } }])
  expect(asked[0]?.headers['user-agent']).toMatch(/^Patchbay/)
})

describe('addresses that nothing may reach', () => {
  const closed = () => way('')
  test.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://0.0.0.0/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://127.1/',
    'http://10.0.0.7/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[::]/',
    'http://[fe80::1]/',
    'http://[fd00:ec2::254]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:7f00:1::]/',
  ])('%s', async (url) => {
    expect(await closed().request(spec(url))).toEqual({ kind: 'failed', reason: 'forbidden-address' })
  })

  test('are not reached by a redirect either', async () => {
    const outbound = way(`127.0.0.1:${port}`)
    const other = await serve((_, response) => response.end('secret'))
    for (const status of [301, 302, 303, 307, 308]) {
      const url = here(`/to?status=${status}&where=http://127.0.0.1:${other}/`)
      expect(await outbound.request(spec(url))).toEqual({ kind: 'failed', reason: 'forbidden-address' })
    }
  })

  test('nor by a name that changes its answer, or has one of each', async () => {
    let question = 0
    const changing: Resolve = (_, done) => {
      question += 1
      done(null, [{ address: question === 1 ? '203.0.113.9' : '127.0.0.1', family: 4 }])
    }
    const outbound = way(`203.0.113.9`, changing)
    // The first address is a public one that nobody answers at; what counts is where the second connection would go.
    await outbound.request(spec(`http://name.test:${port}/`, { timeoutMs: 300 }))
    expect(await outbound.request(spec(`http://name.test:${port}/`))).toEqual({
      kind: 'failed',
      reason: 'forbidden-address',
    })
    const both: Resolve = (_, done) =>
      done(null, [
        { address: '8.8.8.8', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ])
    expect(await way('', both).request(spec('http://name.test/'))).toMatchObject({ reason: 'forbidden-address' })
    expect(asked).toEqual([])
  })

  test.each(['ftp://example.com/', 'file:///etc/passwd', 'http://user:pass@example.com/', 'nonsense', 'http://'])(
    '%s is no address at all',
    async (url) => {
      expect(await closed().request(spec(url))).toEqual({ kind: 'failed', reason: 'address' })
    },
  )
})

describe('what the list of allowed addresses says', () => {
  test.each([
    ['127.0.0.1:9999', '127.0.0.1', 'x', 9999, true],
    ['127.0.0.1:9999', '127.0.0.1', 'x', 80, false],
    ['10.0.0.0/8', '10.9.8.7', 'x', 80, true],
    ['10.0.0.0/8', '11.0.0.1', 'x', 80, true],
    ['10.0.0.0/8', '192.168.0.1', 'x', 80, false],
    ['wiki.lan', '192.168.0.1', 'Wiki.LAN', 80, true],
    ['wiki.lan', '192.168.0.1', 'other.lan', 80, false],
    ['[::1]:80', '::1', 'x', 80, true],
    ['fd00::/8', 'fd12::1', 'x', 80, true],
  ])('%s: %s of %s at %d → %s', (list, address, name, at, yes) => {
    expect(readAllowed(list).allows(address, name, at)).toBe(yes)
  })
  test('what can’t be read is refused by name', () => {
    expect(() => readAllowed('10.0.0.0/8, what ever')).toThrow('“what ever”')
  })
})

describe('limits', () => {
  test.each(['/hang', '/drip'])('%s is cut off when its time is over', async (path) => {
    const from = performance.now()
    expect(await open.request(spec(here(path), { timeoutMs: 300 }))).toEqual({ kind: 'timed-out' })
    expect(performance.now() - from).toBeLessThan(1_500)
  })
  test.each(['/huge', '/bomb', '/heads'])('%s is not read to its end', async (path) => {
    expect(await open.request(spec(here(path)))).toEqual({ kind: 'failed', reason: 'too-large' })
  })
  test.each([
    ['/torn', 'unreadable'],
    ['/reset', 'unreachable'],
  ])('%s is %s', async (path, reason) => {
    expect(await open.request(spec(here(path)))).toEqual({ kind: 'failed', reason })
  })
  test('what is packed is unpacked, in its own letters', async () => {
    expect(await open.request(spec(here('/zip')))).toMatchObject({ body: 'café' })
  })
  test('a header with a line break goes nowhere', async () => {
    const headers = [{ name: 'X', value: 'a\r\nHost: b' }]
    expect(await open.request(spec(here('/'), { headers }))).toEqual({ kind: 'failed', reason: 'address' })
    expect(asked).toEqual([])
  })
})

describe('redirects', () => {
  const to = (where: string, status = 302) => here(`/to?status=${status}&where=${encodeURIComponent(where)}`)
  test('are followed, up to three', async () => {
    expect(await open.request(spec(to('/there')))).toMatchObject({ status: 200 })
    const four = to(to(to(to('/there'))))
    expect(await open.request(spec(four))).toMatchObject({ kind: 'answered', status: 302 })
    expect(asked.filter(({ url }) => url.startsWith('/to')).length - 1).toBe(answerLimits.redirects + 1)
  })
  test('to another host take along nothing of the author’s', async () => {
    const other = await serve((request, response) => response.end(JSON.stringify(request.headers)))
    const headers = [{ name: 'Authorization', value: 'Bearer s' }]
    const answer = await open.request(spec(to(`http://127.0.0.1:${other}/`), { headers }))
    expect(answer).toMatchObject({ status: 200 })
    expect(answer.kind === 'answered' && answer.body).not.toContain('Bearer')
    const body = await open.request(spec(to(`http://127.0.0.1:${other}/`, 307), { method: 'POST', body: 'secret' }))
    expect(body).toMatchObject({ status: 307 })
  })
  test('of a POST become a GET where HTTP says so', async () => {
    await open.request(spec(to('/a', 303), { method: 'POST', body: 'b' }))
    await open.request(spec(to('/a', 307), { method: 'POST', body: 'b' }))
    expect(asked.filter(({ url }) => url === '/a').map(({ method, body }) => `${method} ${body}`)).toEqual([
      'GET ',
      'POST b',
    ])
  })
})

test('what passes is tried again, unless it is a POST', async () => {
  expect(await open.request(spec(here('/flaky'), { retries: 3 }))).toMatchObject({ status: 200 })
  asked = []
  expect(await open.request(spec(here('/flaky'), { method: 'POST', retries: 3 }))).toMatchObject({ status: 503 })
})

test('200 that hang do not slow the others down', async () => {
  const slow = await serve(() => undefined)
  const hanging = Array.from({ length: 200 }, () =>
    open.request(spec(`http://127.0.0.1:${slow}/`, { timeoutMs: 2_000 })),
  )
  const times: number[] = []
  for (let i = 0; i < 50; i++) {
    const from = performance.now()
    await open.request(spec(here('/')))
    times.push(performance.now() - from)
  }
  expect(times.sort((a, b) => a - b)[25]).toBeLessThan(50)
  expect((await Promise.all(hanging)).every(({ kind }) => kind === 'timed-out')).toBe(true)
})
