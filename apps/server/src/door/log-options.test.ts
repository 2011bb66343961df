import { Writable } from 'node:stream'
import pino from 'pino'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { logOptions } from './log-options'

/** What stands in the log after something was written to it. */
function logged(write: (log: pino.Logger) => void): string {
  let text = ''
  const sink = new Writable({
    write(chunk: Buffer, _, done) {
      text += chunk.toString()
      done()
    },
  })
  write(pino(logOptions('trace'), sink))
  return text
}

const hush = 'hush-4711'

test.each<[string, unknown]>([
  ['a header', { headers: { authorization: `Bearer ${hush}` } }],
  ['cookies', { req: { headers: { cookie: `session=${hush}` } } }],
  ['cookies that are set', { res: { headers: { 'set-cookie': [`session=${hush}; Path=/`] } } }],
  ['the carrier’s token', { request: { access_token: hush } }],
  ['a name in other letters', { headers: { Authorization: [hush] } }],
  ['what stands deep', { a: { b: { c: { d: { e: { token: `${hush}"${hush}` } } } } } }],
  ['a request that was no HTTP', { err: Object.assign(new Error('Parse Error'), { rawPacket: Buffer.from(hush) }) }],
  ['a password', { input: { user: { password: hush } } }],
  ['an option of a client', { accessToken: hush }],
  ['an address with a query', { url: `/files/calls?text=${hush}` }],
  ['the address of a notification', { url: `/hoiio/notify/${hush}?step=1` }],
  ['the address of a recording', { err: new Error(`GET https://calls.example.com/prompts/${hush}.mp3 timed out`) }],
  ['a request to the carrier', { err: new Error(`POST https://api.example/open?app_id=a&access_token=${hush}`) }],
  ['a body of a request', { body: `app_id=a&access_token=${hush}&dest=1` }],
  ['an address with a password', { err: new Error(`postgresql://ann:${hush}@127.0.0.1/calls is away`) }],
  ['a text with a header', { err: new Error(`refused: Authorization: Bearer ${hush}`) }],
  ['an error within an error', { error: new Error('outer', { cause: new Error(`/trpc/a?input=${hush}`) }) }],
])('%s is hidden', (_, thing) => {
  const text = logged((log) => {
    log.info(thing, 'said')
    log.child({ callId: 'c-1' }).warn(thing, 'said by a child')
  })
  expect(text).not.toContain(hush)
  expect(text).not.toContain([...Buffer.from(hush)].join(','))
  expect(text.match(/\[hidden\]/g)?.length).toBeGreaterThanOrEqual(2)
})

test('what is said in words is looked through too', () => {
  expect(logged((log) => log.info('GET /trpc/flows.get?input=%s failed', hush))).not.toContain(hush)
})

test('what is no secret stays, and each line is JSON', () => {
  const text = logged((log) => {
    log.info({ callId: 'c-1', step: 3, path: '/trpc/flows.get' }, 'a request failed: why?')
    log.info({ url: `/a?b="${hush}\\"`, headers: { cookie: hush } }, 'quoted')
  })
  const lines = text
    .trim()
    .split('\n')
    .map((line) => z.looseObject({ msg: z.string() }).parse(JSON.parse(line)))
  expect(lines[0]).toMatchObject({ callId: 'c-1', step: 3, path: '/trpc/flows.get', msg: 'a request failed: why?' })
  expect(lines[1]).toMatchObject({ msg: 'quoted' })
  expect(text).not.toContain(hush)
})

test('a line that was made to take long does not', () => {
  const long = ['/', 'http://', '"token":"', '://:', 'token=', '/prompts/', '"url":"', '=/', ',http://', '\n/'].map(
    (piece) => piece.repeat(16_000),
  )
  const from = performance.now()
  logged((log) => {
    for (const path of long) log.error({ path, err: new Error(path) }, 'a request failed')
  })
  expect(performance.now() - from).toBeLessThan(2_000)
})
