import { randomUUID } from 'node:crypto'
import { addNumber, addVersion, addWorkspace } from '@patchbay/engine/testing'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { appRouter } from './router'
import { goodDocument, startTestApi, type TestApi } from './testing'

let house: TestApi
let workspaceId: string
beforeAll(async () => {
  house = await startTestApi()
  workspaceId = await addWorkspace(house.pool)
})
afterAll(() => house.close())

/** Asks as the browser does: an HTTP request in, an HTTP answer out. */
function ask(path: string, init?: RequestInit): Promise<Response> {
  return fetchRequestHandler({
    endpoint: '/trpc',
    req: new Request(`http://patchbay.test/trpc/${path}`, init),
    router: appRouter,
    createContext: () => house.visitOf(workspaceId),
  })
}

const post = (path: string, body: unknown) =>
  ask(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })

const errorSchema = z.object({
  error: z.object({
    message: z.string(),
    data: z.strictObject({
      code: z.string(),
      httpStatus: z.number(),
      path: z.string().optional(),
      userCode: z.string().nullable(),
      details: z.unknown(),
    }),
  }),
})

async function errorOf(response: Response) {
  return { status: response.status, ...errorSchema.parse(await response.json()).error }
}

describe('an error', () => {
  test('that a person can mend has a sentence, a code and what is needed to go on', async () => {
    const created = await (await post('flows.create', { name: 'Front desk' })).json()
    const { id } = z.object({ result: z.object({ data: z.object({ id: z.string() }) }) }).parse(created).result.data
    await post('flows.save', { id, revision: 1, document: goodDocument() })
    expect(await errorOf(await post('flows.save', { id, revision: 1, document: goodDocument() }))).toMatchObject({
      status: 409,
      message: expect.stringContaining('changed in another place'),
      data: { code: 'CONFLICT', userCode: 'stale-revision', details: { revision: 2, document: goodDocument() } },
    })
  })

  test('of a malformed request says what is wrong, in a sentence', async () => {
    expect(await errorOf(await post('flows.rename', { id: 'x', name: 'Y' }))).toMatchObject({
      status: 400,
      message: 'This request can’t be used. id: This is no id.',
      data: { userCode: null },
    })
    expect(await errorOf(await post('flows.save', 'nonsense'))).toMatchObject({ status: 400 })
    expect((await errorOf(await ask('flows.nope'))).status).toBe(404)
  })

  test('that nobody expected shows nothing of our insides', async () => {
    const answer = await fetchRequestHandler({
      endpoint: '/trpc',
      req: new Request('http://patchbay.test/trpc/flows.list'),
      router: appRouter,
      createContext: () => house.visitOf('no uuid; DROP TABLE flow'),
    })
    const error = await errorOf(answer)
    expect(error).toMatchObject({ status: 500, data: { code: 'INTERNAL_SERVER_ERROR', userCode: null, details: null } })
    expect(error.message).toBe('Something went wrong on the server. Its log says more.')
  })
})

test('the browser can learn who the carrier is', async () => {
  expect(await (await ask('system.info')).json()).toEqual({
    result: {
      data: { simulator: true, carrier: 'simulator', publicUrl: 'http://patchbay.test', version: '0.0.0-test' },
    },
  })
})

test('the story of a call streams over server-sent events, and goes on where a break left it', async () => {
  const { versionId } = await addVersion(house.pool, workspaceId, goodDocument())
  const number = await addNumber(house.pool, workspaceId, versionId)
  await house.notify(number.token, { session: 'S1', call_state: 'ringing', from: '+6511111111', to: number.e164 })
  await house.finishBlock({ digits: '1' })
  const [call] = await house.calls()
  const input = encodeURIComponent(JSON.stringify({ id: call?.id, lastEventId: '1' }))
  const leave = new AbortController()
  const response = await ask(`calls.onEvents?input=${input}`, {
    headers: { accept: 'text/event-stream' },
    signal: leave.signal,
  })
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const until = async (what: string) => {
    while (!text.includes(what)) {
      const chunk = await reader?.read()
      if (!chunk || chunk.done) throw new Error(`The stream ended before ${what}: ${text}`)
      text += chunk.value
    }
  }
  await until('id: 2')
  expect(text).not.toContain('"key":"started"')
  await house.finishBlock({ call_state: 'ended' })
  await until('id: 3')
  expect(text).toContain('"key":"ended"')
  leave.abort()
})

test('a stream that can’t begin says why, as any other answer does', async () => {
  const input = encodeURIComponent(JSON.stringify({ id: randomUUID(), lastEventId: '1e308' }))
  const response = await ask(`calls.onEvents?input=${input}`, { headers: { accept: 'text/event-stream' } })
  const text = await response.text()
  expect(text).toContain('event: serialized-error')
  expect(text).toContain('"code":"NOT_FOUND","userCode":"no-call"')
  expect(text).toContain('There is no such call')
})

test('a number that no column holds is refused', async () => {
  const id = randomUUID()
  for (const [path, input] of [
    ['flows.save', { id, revision: 2 ** 31, document: {} }],
    ['calls.deleteRecording', { callId: id, seq: 2 ** 31 }],
  ] as const)
    expect([path, (await post(path, input)).status]).toEqual([path, 400])
})

test('text that no column holds is refused', async () => {
  for (const session of ['a\0b', '\ud800', 'two\nlines']) {
    const input = encodeURIComponent(JSON.stringify({ session }))
    expect([session, (await ask(`calls.find?input=${input}`)).status]).toEqual([session, 400])
  }
  const place = { flowId: randomUUID(), dest: '+65\0' }
  expect((await post('calls.place', place)).status).toBe(400)
})
