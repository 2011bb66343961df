import fc from 'fast-check'
import { hostileText } from '../inputs/hostile'
import type { Attack } from './attack'

const line = '\r\n'
const host = 'host: 127.0.0.1'

/** First lines and headers of every kind but the right one. */
const heads: readonly string[] = [
  'GET / HTTP/1.1',
  'GET / HTTP/1.0',
  'GET / HTTP/0.9',
  'GET / HTTP/2.0',
  'GET  /  HTTP/1.1',
  'get / HTTP/1.1',
  'BREW / HTCPCP/1.0',
  'PROPFIND / HTTP/1.1',
  'TRACE / HTTP/1.1',
  'CONNECT 127.0.0.1:5432 HTTP/1.1',
  'GET http://evil.example/ HTTP/1.1',
  'GET * HTTP/1.1',
  'OPTIONS * HTTP/1.1',
  'GET //evil.example/%2e%2e HTTP/1.1',
  'GET /%00 HTTP/1.1',
  'GET /%ff%fe HTTP/1.1',
  'GET /assets/..%5c.. HTTP/1.1',
  'POST /trpc/flows.create HTTP/1.1',
  'POST /api/auth/sign-in/email HTTP/1.1',
  'POST /files/tables/preview HTTP/1.1',
  'POST /hoiio/notify/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA HTTP/1.1',
  'PRI * HTTP/2.0',
  '\u0016\u0003\u0001\u0002',
  'SSH-2.0-x',
]
const headers: readonly string[] = [
  host,
  'host: evil.example',
  'host:',
  `${host}${line}host: evil.example`,
  'content-length: 10',
  'content-length: -1',
  'content-length: 1e3',
  'content-length: 99999999999999999999',
  `content-length: 5${line}content-length: 7`,
  'transfer-encoding: chunked',
  `transfer-encoding: chunked${line}content-length: 3`,
  'transfer-encoding: gzip, chunked',
  'transfer-encoding: xchunked',
  'content-encoding: gzip',
  'content-type: application/json',
  'content-type: text/csv',
  'expect: 100-continue',
  'expect: everything',
  'upgrade: websocket',
  `connection: upgrade${line}upgrade: h2c`,
  'connection: close',
  ' folded: x',
  'no-colon',
  ': no-name',
  'a b: c',
  `x: ${'y'.repeat(20_000)}`,
  ...['cookie: patchbay.session_token=%00', 'authorization: Bearer pb_\u0001', 'range: bytes=a-b'],
]
const bodies: readonly string[] = [
  '',
  '{}',
  `5${line}{"a":${line}0${line}${line}`,
  `zz${line}x${line}`,
  `ffffffffffffffff${line}x`,
  `0${line}${line}GET /metrics HTTP/1.1${line}${host}${line}${line}`,
  `3;ext="${'x'.repeat(5_000)}"${line}abc${line}0${line}${line}`,
  `0${line}trailer: x${line}${line}`,
  'x'.repeat(70_000),
]

/** Bytes that are HTTP almost, or not at all: wrong methods, lengths that contradict each other, bodies that end too soon. */
export const garbage: fc.Arbitrary<Attack> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .record({
        head: fc.constantFrom(...heads),
        known: fc.subarray([...headers], { maxLength: 5 }),
        named: fc.boolean(),
        strange: fc.option(hostileText, { freq: 4 }),
        body: fc.constantFrom(...bodies),
        cut: fc.option(fc.nat(), { freq: 4 }),
      })
      .map(({ head, known, named, strange, body, cut }): Attack => {
        const lines = [head, ...(named ? [host] : []), ...known, ...(strange === null ? [] : [`x-strange: ${strange}`])]
        const bytes = Buffer.from(`${lines.join(line)}${line}${line}${body}`, 'utf8')
        return { at: 'garbage', who: 'nobody', bytes: cut === null ? bytes : bytes.subarray(0, cut % bytes.length) }
      }),
  },
  {
    weight: 1,
    arbitrary: fc
      .uint8Array({ minLength: 1, maxLength: 2_000 })
      .map((bytes): Attack => ({ at: 'garbage', who: 'nobody', bytes })),
  },
)
