import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readAllowed } from './allowed-addresses'
import type { Resolve } from './guarded-connect'
import { createOutbound, type Outbound } from './outbound'

/*
 * Clouds tell a machine its own secrets at these addresses. Request, Notify and alerts' webhooks all go out through `createOutbound`.
 */
const addresses = [
  'http://169.254.169.254/latest/meta-data/',
  'http://[fd00:ec2::254]/latest/meta-data/',
  'http://[::ffff:169.254.169.254]/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://[64:ff9b::a9fe:a9fe]/',
  'http://2852039166/',
  'http://0xa9fea9fe/',
  'http://0251.0376.0251.0376/',
  'http://169.254.43518/',
  'http://169.254.169.254./',
  'http://169。254。169。254/',
  'http://100.100.100.200/latest/meta-data/',
  'http://168.63.129.16/',
  'http://192.0.0.192/',
]
const refused = { kind: 'failed', reason: 'forbidden-address' }

let server: Server
let port: number
let where = ''
const ways: Outbound[] = []

beforeAll(async () => {
  server = createServer((_, response) =>
    response.writeHead(302, { location: where.replace(/[^!-~]/g, encodeURIComponent) }).end(),
  )
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
afterAll(async () => {
  for (const outbound of ways) await outbound.close()
  server.close()
})

function way(allow: string, resolve?: Resolve): Outbound {
  const outbound = createOutbound({ allowed: readAllowed(allow), ...(resolve ? { resolve } : {}) })
  ways.push(outbound)
  return outbound
}
const spec = (url: string, method: 'GET' | 'POST' = 'GET') =>
  ({ method, url, headers: [], timeoutMs: 3_000, retries: 0, ...(method === 'POST' ? { body: '{}' } : {}) }) as const

describe.each(addresses)('%s', (address) => {
  test('is not asked', async () => {
    const outbound = way('')
    expect(await outbound.request(spec(address))).toEqual(refused)
    expect(await outbound.request(spec(address, 'POST'))).toEqual(refused)
  })

  test('is not asked when an address that may be asked leads there', async () => {
    where = address
    expect(await way(`127.0.0.1:${port}`).request(spec(`http://127.0.0.1:${port}/`))).toEqual(refused)
  })
})

test.each([
  ['169.254.169.254', 4],
  ['fd00:ec2::254', 6],
  ['::ffff:169.254.169.254', 6],
] as const)('a name that stands for %s is not asked, with whatever other address', async (address, family) => {
  for (const others of [[], [{ address: '8.8.8.8', family: 4 }]]) {
    const resolve: Resolve = (_, done) => done(null, [...others, { address, family }])
    expect(await way('', resolve).request(spec('http://metadata.example.com/'))).toEqual(refused)
  }
})
