import { once } from 'node:events'
import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { sign } from '@patchbay/hoiio/signature'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Patchbay, startPatchbayHere } from './people.testing'
import { demoAccount } from './simulator-process'

/** Attacks on the built server, by name. */

let patchbay: Patchbay
let port: number
let url: string

beforeAll(async () => {
  patchbay = await startPatchbayHere({
    PUBLIC_URL: 'https://calls.example.com',
    ALLOWED_HOSTS: 'calls.lan',
    TRUST_PROXY: 'loopback',
    REQUESTS_PER_MINUTE: '200',
    LOG_LEVEL: 'trace',
  })
  url = `http://127.0.0.1:${patchbay.port}`
  port = patchbay.port
})

afterAll(() => patchbay.close())

type Asked = { method?: string; path?: string; headers?: Record<string, string>; body?: string }
type Answer = { status: number; headers: IncomingHttpHeaders; body: string }

let addresses = 0

/** A request with whatever headers, which `fetch` would not let through, from an address of its own. */
async function ask({ method = 'GET', path = '/', headers = {}, body }: Asked): Promise<Answer> {
  addresses += 1
  const asked = httpRequest({
    agent: false,
    host: '127.0.0.1',
    port,
    method,
    path,
    headers: { 'x-forwarded-for': `198.51.100.${addresses % 250}`, ...headers },
  })
  asked.end(body)
  const [response] = await once(asked, 'response')
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk)
  return { status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks).toString() }
}

const json = { 'content-type': 'application/json' }
const create = (headers: Record<string, string>, body = '{"name":"By another"}') =>
  ask({ method: 'POST', path: '/trpc/flows.create', headers: { ...json, ...headers }, body })

describe('a forged host', () => {
  test.each([
    'evil.example',
    'evil.example:3000',
    'calls.example.com.evil.example',
    '127.0.0.1.nip.io',
    'evil.example, 127.0.0.1',
  ])('%j is refused, for pages and for all else (DNS rebinding)', async (host) => {
    for (const path of ['/', '/flows', '/trpc/flows.list?input=%7B%7D', '/files/calls?format=csv', '/metrics']) {
      const { status, body } = await ask({ path, headers: { host, accept: 'text/html' } })
      expect([path, status]).toEqual([path, 421])
      expect(body).toContain('ALLOWED_HOSTS')
      expect(body).not.toContain(host)
    }
  })

  test('said by a proxy is refused as well', async () => {
    const headers = { host: '127.0.0.1', 'x-forwarded-host': 'evil.example' }
    expect((await ask({ headers })).status).toBe(421)
  })

  test.each(['calls.example.com', 'calls.lan:8080', 'localhost', '127.0.0.1:1', '[::1]:3000'])(
    '%s is ours',
    async (host) => {
      expect((await ask({ headers: { host, accept: 'text/html' } })).status).toBe(200)
    },
  )

  test('health is told by whatever name it is asked', async () => {
    expect((await ask({ path: '/healthz', headers: { host: '10.1.2.3:3000' } })).status).toBe(200)
    expect((await ask({ path: '/readyz', headers: { host: 'probe' } })).status).toBe(200)
  })
})

describe('a request from another site’s page', () => {
  test.each([
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'http://localhost:5173' },
    { origin: 'https://calls.example.com.evil.example' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://calls.example.com', 'sec-fetch-site': 'cross-site' },
  ])('that changes something is refused: %o', async (headers) => {
    const { status, body } = await create(headers)
    expect(status).toBe(403)
    expect(JSON.parse(body)).toMatchObject({ error: { data: { code: 'FORBIDDEN', userCode: 'cross-site' } } })
  })

  test.each([
    {},
    { origin: 'https://calls.example.com', 'sec-fetch-site': 'same-origin' },
    { origin: 'https://calls.lan' },
    { origin: 'http://calls.lan:8080', host: 'calls.lan:8080' },
  ])('but from our own, or from a program, it is not: %o', async (headers) => {
    // Nobody is signed in here: it got as far as being asked who it is.
    expect((await create(headers)).status).toBe(401)
  })

  test.each([
    ['POST', '/files/tables?name=a&column=a&key=a'],
    ['PUT', '/files/tables/x'],
    ['POST', '/files/prompts/x/en'],
    ['POST', '/simulator/control/calls'],
    ['DELETE', '/anything'],
  ])('%s %s is refused', async (method, path) => {
    const { status, body } = await ask({ method, path, headers: { origin: 'https://evil.example' } })
    expect(status).toBe(403)
    expect(JSON.parse(body).message).toMatch(/\.$/)
  })

  test('may not ask whether it may: no answer has a CORS header', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
    for (const [method, path] of [
      ['OPTIONS', '/trpc/flows.create'],
      ['GET', '/trpc/flows.list?input=%7B%7D'],
      ['GET', '/'],
      ['GET', '/simulator/control/numbers'],
    ] as const) {
      const answer = await ask({ method, path, headers })
      expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control'))).toEqual([])
    }
  })

  test('that calls a procedure which changes something by GET is refused', async () => {
    expect((await ask({ path: '/trpc/flows.create?input=%7B%22name%22%3A%22x%22%7D' })).status).toBe(405)
  })
})

test.each(['/', '/trpc/system.info', '/w/somewhere/trpc/system.info', '/api/v1/flows/list', '/files/calls'])(
  'a method that nothing here has a use for is refused: TRACE %s',
  async (path) => {
    const { status, body } = await ask({ method: 'TRACE', path })
    expect(status).toBe(405)
    expect(body).toContain('Nothing here is asked for with TRACE.')
  },
)

describe('headers', () => {
  test('a page may load nothing but what is ours, and each has a nonce of its own', async () => {
    const pages = await Promise.all([1, 2].map(() => ask({ path: '/flows', headers: { accept: 'text/html' } })))
    const nonces = pages.map(({ headers, body }) => {
      const policy = String(headers['content-security-policy'])
      const directives = new Map(policy.split('; ').map((each) => [each.split(' ')[0], each.split(' ').slice(1)]))
      expect(directives.get('default-src')).toEqual(["'none'"])
      expect(directives.get('script-src')).toEqual(["'self'"])
      for (const name of ['frame-ancestors', 'base-uri', 'object-src']) expect(directives.get(name)).toEqual(["'none'"])
      expect(policy).not.toMatch(/unsafe|\*|https?:/)
      expect(body).not.toMatch(/<script(?![^>]*\bsrc=)|<style|\son\w+=|PATCHBAY-NONCE/)
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
      expect(body).toContain(`<meta property="csp-nonce" nonce="${nonce}">`)
      return nonce
    })
    expect(new Set(nonces).size).toBe(2)
    expect(nonces.every((nonce) => nonce.length >= 22)).toBe(true)
  })

  test.each(['/', '/theme.js', '/trpc/flows.list?input=%7B%7D', '/files/calls?format=csv', '/healthz', '/nowhere.js'])(
    '%s comes with all of them',
    async (path) => {
      const { headers } = await ask({ path })
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringContaining("frame-ancestors 'none'"),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
        'strict-transport-security': 'max-age=31536000',
        'permissions-policy': expect.stringMatching(/^microphone=\(self\), .*camera=\(\)/),
      })
      expect(headers).not.toHaveProperty('x-powered-by')
      expect(headers).not.toHaveProperty('server')
    },
  )

  test.each([
    '/trpc/session.get',
    '/trpc/flows.list?input=%7B%7D',
    '/api/v1/flows/list',
    '/files/calls?format=json',
    '/simulator/control/numbers',
    '/api/auth/get-session',
    '/nowhere.js',
  ])('%s is kept by nobody on the way', async (path) => {
    expect((await ask({ path })).headers['cache-control']).toBe('no-store')
  })

  test('what is no page may do nothing where a browser takes it for one', async () => {
    const { headers } = await ask({ path: '/files/calls?format=json' })
    expect(headers['content-security-policy']).toMatch(/^default-src 'none';.*sandbox$/)
  })
})

describe('paths that lead out', () => {
  test.each([
    '/../../../../etc/passwd',
    '/..%2f..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/..%5c..%5cindex.html',
    '/assets/%00',
    '/.env',
    '/prompts/..%2f..%2fsecret.key',
    `/prompts/${'A'.repeat(43)}.mp3`,
    '/simulator/control/../open/ivr/start/dial',
    '/simulator/control/calls/..%2f..%2ffaults',
    '/simulator/open/user/get_balance',
    '/simulator/control/faults',
    '/simulator/control/transcripts',
  ])('%s leads nowhere', async (path) => {
    const { status, body } = await ask({ path })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(status).toBeLessThan(500)
    expect(body).not.toMatch(/root:|workspaces|<html/)
  })
})

describe('bad JSON', () => {
  const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`

  test('of enormous depth is refused, in a body, in an address, and within a file', async () => {
    const answer = await create({}, deep)
    expect([answer.status, JSON.parse(answer.body).error.message]).toEqual([
      400,
      'This request can’t be used: it is nested more than 100 deep.',
    ])
    const input = encodeURIComponent('['.repeat(1_000))
    expect((await ask({ path: `/trpc/flows.list?input=${input}` })).status).toBe(400)
    const file = await ask({
      method: 'POST',
      path: '/trpc/flows.import',
      headers: json,
      body: JSON.stringify({ text: deep }),
    })
    expect(file.status).toBeGreaterThanOrEqual(400)
    expect(file.status).toBeLessThan(500)
  })

  test.each(['{"__proto__":{"name":"x"}}', '{"name":"x","constructor":{"prototype":{"a":1}}}'])(
    'that reaches for a prototype is refused: %s',
    async (body) => {
      const answer = await create({}, body)
      expect(answer.status).toBe(400)
      expect(answer.body).toContain('no object may have')
    },
  )

  test('a batch of a thousand procedures is refused, and so is an address without end', async () => {
    const many = (count: number) => `/trpc/${Array(count).fill('session.get').join(',')}?batch=1&input=%7B%7D`
    expect((await ask({ path: many(51) })).status).toBe(400)
    expect((await ask({ path: many(1_000) })).status).toBeGreaterThanOrEqual(400)
    expect((await ask({ path: `/trpc/flows.list?input=${'a'.repeat(20_000)}` })).status).toBe(431)
  })
})

describe('too much', () => {
  const many = async (count: number, asked: (at: number) => Asked) => {
    const answers: Answer[] = []
    for (let at = 0; at < count; at += 1) answers.push(await ask(asked(at)))
    return answers
  }
  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })

  test('from one address is refused with a sentence and when to come back; others go on', async () => {
    const path = '/trpc/session.get'
    const answers = await many(210, () => ({ path, ...from('203.0.113.1') }))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(200)
    const [refused] = answers.slice(-1)
    expect(refused?.status).toBe(429)
    expect(Number(refused?.headers['retry-after'])).toBeGreaterThan(0)
    expect(JSON.parse(refused?.body ?? '')).toMatchObject({
      error: {
        message: expect.stringMatching(/^That was too much at once\. Try again in \d+ seconds?\.$/),
        data: { code: 'TOO_MANY_REQUESTS', httpStatus: 429, details: { retryAfter: expect.any(Number) } },
      },
    })
    expect((await ask({ path, ...from('203.0.113.2') })).status).toBe(200)
    expect(
      (await ask({ path: '/flows', headers: { ...from('203.0.113.1').headers, accept: 'text/html' } })).status,
    ).toBe(200)
  })

  test.each(['/%74rpc/system.info', '/trp%63/system.info', 'http://evil.example/trpc/system.info'])(
    'is counted whatever the address is spelled like: %s',
    async (path) => {
      const address = `203.0.113.${100 + path.length}`
      const answers = await many(201, () => ({ path, ...from(address) }))
      expect(answers.map(({ status }) => status).lastIndexOf(200)).toBeLessThan(200)
      expect(answers.at(-1)?.status).toBe(429)
    },
  )

  test('what stands behind others in X-Forwarded-For is not believed', async () => {
    const answers = await many(210, (at) => ({ path: '/trpc/session.get', ...from(`10.9.8.${at}, 203.0.113.3`) }))
    expect(answers.at(-1)?.status).toBe(429)
  })

  test('in batches counts as what is in them', async () => {
    const path = `/trpc/${Array(50).fill('session.get').join(',')}?batch=1&input=%7B%7D`
    const answers = await many(5, () => ({ path, ...from('203.0.113.4') }))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 429])
  })

  test.each([
    ['exports', { path: '/files/calls?format=json' }],
    ['exports of the trail', { path: '/files/audit?format=json' }],
    ['uploads', { method: 'POST', path: '/files/prompts/none/en', headers: { 'content-type': 'audio/wav' } }],
  ])('%s have a limit of their own', async (what, asked) => {
    const address = `203.0.113.${what.length}`
    const headers = { ...('headers' in asked ? asked.headers : {}), ...from(address).headers }
    const answers = await many(61, () => ({ ...asked, headers }))
    expect(answers.slice(0, 60).every(({ status }) => status !== 429)).toBe(true)
    expect(answers.at(-1)).toMatchObject({ status: 429 })
    expect(JSON.parse(answers.at(-1)?.body ?? '')).toMatchObject({
      userCode: 'too-many',
      details: { retryAfter: expect.any(Number) },
    })
  })
})

describe('notifications', () => {
  const tell = (body: string, key: string, address = '203.0.113.9', token = 'A'.repeat(43)) =>
    ask({
      method: 'POST',
      path: `/hoiio/notify/${token}`,
      headers: { 'x-hoiio-signature': sign(key, body), 'x-forwarded-for': address, host: 'by-another-name' },
      body,
    })

  test('forged without end are told to stop, while genuine ones from the same address pass quickly', async () => {
    const { rows } = await patchbay.pool.query('SELECT token FROM phone_number LIMIT 1')
    const genuine: number[] = []
    const flood = Promise.all(
      Array.from({ length: 8 }, async () => {
        const statuses: number[] = []
        for (let at = 0; at < 150; at += 1) statuses.push((await tell(`session=S${at}`, 'a guess')).status)
        return statuses
      }),
    )
    for (let at = 0; at < 100; at += 1) {
      const from = performance.now()
      const body = 'session=S1&call_state=ongoing&from=%2B6591234567&to=%2B6531580000'
      expect((await tell(body, demoAccount.accessToken, '203.0.113.9', rows[0].token)).status).toBe(200)
      genuine.push(performance.now() - from)
    }
    const statuses = (await flood).flat()
    expect(statuses.filter((status) => status === 401)).toHaveLength(60)
    expect(statuses.filter((status) => status === 429)).toHaveLength(8 * 150 - 60)
    expect(genuine.sort((a, b) => a - b)[90]).toBeLessThan(500)
    const { headers } = await tell('', 'a guess')
    expect(Number(headers['retry-after'])).toBeGreaterThan(0)
  })
})

test('after all of that it is there, and its log has no secret in it', async () => {
  const secret = 'hush-hush-4711'
  await ask({ path: `/trpc/flows.get?input=${secret}` })
  await ask({ path: `/nowhere?token=${secret}`, headers: { authorization: `Bearer ${secret}`, cookie: `a=${secret}` } })
  await ask({ method: 'POST', path: `/hoiio/notify/${secret.repeat(3)}?x=${secret}` })
  await ask({ path: `/prompts/${'s'.repeat(43)}.mp3?${secret}` })
  await create({ authorization: `Bearer ${secret}`, cookie: `session=${secret}` }, `{"password":"${secret}"`)
  expect((await fetch(`${url}/healthz`)).status).toBe(200)
  expect(patchbay.server.output()).toContain('"level"')
  for (const hidden of [secret, demoAccount.accessToken, 'A'.repeat(43), 's'.repeat(43)])
    expect(patchbay.server.output()).not.toContain(hidden)
})
