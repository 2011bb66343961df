import { request } from 'undici'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bench, caller, second, startBench } from './testing'

let bench: Bench
beforeAll(async () => {
  bench = await startBench({ concurrentCalls: 100 })
  await bench.forward()
})
afterAll(() => bench.close())

const sentence = { message: expect.stringMatching(/^\S.*\.$/) }

test('numbers of all accounts, with where they go', async () => {
  const { json } = await bench.control('GET', 'numbers')
  expect(json).toEqual([
    { number: '+6531580000', forward_to: `${bench.here}/incoming`, mode: 'voice', app_id: 'one' },
    { number: '+6531580001', forward_to: '', mode: 'voice', app_id: 'one' },
    { number: second.numbers[0], forward_to: '', mode: 'voice', app_id: 'two' },
  ])
})

test('a call shows who is on it and all that happened, in order', async () => {
  const { session, txn_ref } = await bench.ring()
  await bench.ofBlock(session, 'answer')
  await bench.open('ivr/middle/gather', { session, msg: 'Press.', notify_url: `${bench.here}/g`, max_digits: '1' })
  await bench.act(session, 'keys', { digits: '4' })
  await bench.ofBlock(session, 'gather')
  await bench.act(session, 'keys', { digits: '5' })
  await bench.act(session, 'hangup')
  await bench.ofBlock(session, 'gather', 'ended')
  await new Promise((resolve) => setTimeout(resolve, 30))
  const call = await bench.call(session)
  expect(call).toMatchObject({ session, txn_ref, direction: 'incoming', from: caller, to: '+6531580000', dest: null })
  expect(call.transcript.map(({ type }) => type)).toEqual([
    'state',
    'notification',
    'request',
    'state',
    'spoken',
    'keys',
    'notification',
    'keys',
    'hangup',
    'state',
    'notification',
  ])
  expect(call.transcript[1]).toMatchObject({
    url: `${bench.here}/incoming`,
    reply: 200,
    body: { call_state: 'ringing' },
  })
  expect((await bench.control('GET', 'calls')).json).toContainEqual(
    expect.objectContaining({ session, state: 'ended' }),
  )
})

test('a program that can’t be reached is noted, and the call goes on', async () => {
  await bench.open('number/update_forwarding', { number: '+6531580001', forward_to: 'http://127.0.0.1:9/' })
  const { session } = await bench.ring('+6531580001')
  await expect
    .poll(async () => (await bench.call(session)).transcript)
    .toContainEqual(expect.objectContaining({ type: 'notification', reply: 'unreachable' }))
  expect((await bench.call(session)).state).toBe('ringing')
})

describe('what can’t be done gets a sentence and changes nothing', () => {
  test.each(['keys', 'hangup', 'leg', 'wait'])('404: %s for a call that is not there', async (what) => {
    expect(await bench.control('POST', `calls/S1/${what}`, {})).toEqual({ status: 404, json: sentence })
    expect((await bench.control('GET', 'calls/S1')).status).toBe(404)
  })
  test('404: a number that nobody has', async () => {
    const body = { from: caller, to: '+6500000000' }
    expect(await bench.control('POST', 'calls', body)).toEqual({ status: 404, json: sentence })
  })
  test.each([
    ['keys', { digits: '1' }],
    ['leg', { outcome: 'busy' }],
    ['wait', {}],
    ['hangup', { party: 'dest' }],
  ])('409: %s while it rings', async (what, body) => {
    const { session } = await bench.ring()
    expect(await bench.act(session, what, body)).toEqual({ status: 409, json: sentence })
    expect((await bench.call(session)).state).toBe('ringing')
  })
  test.each(['keys', 'hangup', 'leg', 'wait'])('409: %s after the end', async (what) => {
    const { session } = await bench.ring()
    await bench.act(session, 'hangup')
    const body = { digits: '1', outcome: 'busy' }
    expect(await bench.act(session, what, body)).toEqual({ status: 409, json: sentence })
  })
  test.each([
    ['calls', {}],
    ['calls', { from: 'me', to: '+6531580000' }],
    ['calls', []],
    ['calls', null],
    ['refusals', { path: 'nowhere', status: 'error_x' }],
    ['refusals', { path: 'ivr/middle/play', status: 'fine' }],
  ])('400: %s with %j', async (path, body) => {
    expect(await bench.control('POST', path, body)).toEqual({ status: 400, json: sentence })
  })
  test.each([
    ['keys', { digits: 'abc' }],
    ['keys', {}],
    ['keys', { digits: '1'.repeat(101) }],
    ['leg', { outcome: 'maybe' }],
    ['wait', { seconds: -1 }],
    ['wait', { seconds: '5' }],
    ['hangup', { party: 'somebody' }],
  ])('400: %s with %j', async (what, body) => {
    const { session } = await bench.dial()
    expect(await bench.act(session, what, body)).toEqual({ status: 400, json: sentence })
    await bench.act(session, 'hangup')
  })
  test.each([
    ['POST', '/control/calls', '{', 'application/json', 400],
    ['POST', '/control/calls', 'a=1', 'application/x-www-form-urlencoded', 415],
    ['POST', '/control/calls', `"${'x'.repeat(2_000_000)}"`, 'application/json', 413],
    ['GET', '/control/nothing', undefined, undefined, 404],
  ] as const)('%s %s with unreadable bodies', async (method, path, body, type, status) => {
    const answer = await bench.send(method, path, body, type)
    expect(answer.status).toBe(status)
    expect(JSON.parse(answer.bytes.toString())).toEqual(sentence)
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin')
  })
})

test('events tell of each entry and each change, of one call if asked', async () => {
  const { session } = await bench.ring()
  const all = await listen('/control/events')
  const one = await listen(`/control/events?session=${session}`)
  const { session: other } = await bench.ring()
  await bench.act(session, 'hangup')
  await expect.poll(() => one.text()).toContain(`{"session":"${session}","entry":`)
  await expect.poll(() => one.text()).toContain(`"state":"ended"`)
  await expect.poll(() => all.text()).toContain(other)
  expect(one.text()).not.toContain(other)
  const [line = ''] = one
    .text()
    .split('\n')
    .filter((each) => each.startsWith('data: {"session"') && each.includes('"call"'))
  expect(JSON.parse(line.slice('data: '.length))).toMatchObject({ session, call: { session, direction: 'incoming' } })
  all.stop()
  one.stop()
})

async function listen(path: string) {
  const aborter = new AbortController()
  const { body, headers } = await request(`${bench.root}${path}`, { signal: aborter.signal })
  expect(headers['content-type']).toBe('text/event-stream')
  let text = ''
  body.on('data', (chunk: Buffer) => {
    text += chunk.toString()
  })
  body.on('error', () => undefined)
  return { text: () => text, stop: () => aborter.abort() }
}
