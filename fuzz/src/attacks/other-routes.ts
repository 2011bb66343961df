import fc from 'fast-check'
import type { Route } from '../house/server'
import { hostileJson, hostileText } from '../inputs/hostile'
import type { Attack } from './attack'
import { badFiles } from './bad-files'
import { asHeader, encoded, wellFormed } from './encoded'
import type { Place } from './place'

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
const pages = ['/', '/flows', '/calls', '/w/x/flows', '/settings', '/welcome', '/api', '/account']

/** Every route that the running server named, with any method, in any place; and addresses that nobody has. */
export function otherRoutes(routes: readonly Route[], { prefix, who }: Place): fc.Arbitrary<Attack> {
  const known = [...new Map(routes.map((route) => [`${route.method} ${route.url}`, route])).values()]
  if (known.length < 20) throw new Error('The server did not say which routes it has.')
  const route = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...known) },
    { weight: 1, arbitrary: fc.constantFrom(...pages).map((url) => ({ method: 'GET', url })) },
    { weight: 1, arbitrary: hostileText.map((text) => ({ method: 'GET', url: `/${wellFormed(text)}` })) },
  )
  const header = fc.constantFrom(
    'accept',
    'range',
    'if-none-match',
    'if-modified-since',
    'if-range',
    'cookie',
    'authorization',
    'accept-encoding',
    'accept-language',
    'x-forwarded-for',
    'x-forwarded-host',
    'x-forwarded-proto',
    'forwarded',
    'origin',
    'referer',
    'content-type',
    'content-encoding',
    'user-agent',
    'x-patchbay-person',
    'sec-fetch-site',
    'trpc-accept',
    'x-hoiio-signature',
    'x-http-method-override',
  )
  const headers = fc.dictionary(
    header,
    fc.oneof(
      hostileText,
      fc.constantFrom(
        'bytes=0-',
        'bytes=-1',
        'bytes=5-1',
        'bytes=0-1,3-4',
        '*/*',
        'text/html',
        'Bearer pb_x',
        'gzip',
        'application/jsonl',
      ),
    ),
    { maxKeys: 4 },
  )
  return fc
    .record({
      route,
      prefix,
      who,
      headers,
      method: fc.option(fc.constantFrom(...methods), { freq: 3 }),
      parts: fc.array(fc.oneof(hostileText, fc.constant('A'.repeat(43)), fc.constant('mp3')), {
        minLength: 4,
        maxLength: 4,
      }),
      query: fc.option(hostileText, { freq: 3 }),
      body: fc.oneof(hostileJson, badFiles),
    })
    .map((each): Attack => {
      let part = 0
      const url = each.route.url
        .replace(/^\/w\/:workspace/, () => each.prefix)
        .replace(/:\w+(\([^)]*\))?|\*/g, () => encoded(each.parts[part++ % 4] ?? ''))
      const method = each.method ?? (each.route.method === 'HEAD' ? 'GET' : each.route.method)
      const query = each.query === null ? '' : `?${encoded(each.query)}=${encoded(each.query)}`
      return {
        at: `route ${each.route.url.length > 60 ? '(nobody’s)' : each.route.url}`,
        who: each.who,
        method,
        path: sent(`${url}${query}`),
        headers: Object.fromEntries(Object.entries(each.headers).map(([name, value]) => [name, asHeader(value)])),
        body: /^(GET|HEAD)$/.test(method) ? null : each.body,
        stream: true,
      }
    })
}

/** What can stand in the first line of a request. */
function sent(path: string): string {
  const plain = path.replace(/[^\x21-\x7e]/g, (char) => encoded(char)).slice(0, 15_000)
  return plain.startsWith('/') ? plain : `/${plain}`
}
