import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Faults, faultsSchema } from './faults'
import { type Bench, startBench } from './testing'

let bench: Bench
beforeAll(async () => {
  bench = await startBench({ concurrentCalls: 1_000 })
  await bench.forward()
})
afterAll(() => bench.close())

const put = async (faults: unknown) => {
  const { status, bytes } = await bench.send('PUT', '/control/faults', JSON.stringify(faults), 'application/json')
  return { status, json: JSON.parse(bytes.toString()) as unknown }
}

/** A play on a fresh call under these faults, and what the transcript says of it. */
async function play(requests: Record<string, number>) {
  await put({})
  const { session } = await bench.ring()
  await bench.ofBlock(session, 'answer')
  await put({ requests })
  const form = `app_id=one&access_token=secret-one&session=${session}&msg=Hello`
  const answer = await bench.send('POST', '/open/ivr/middle/play', form).catch(() => null)
  await put({})
  const entry = (await bench.call(session)).transcript.find(({ type }) => type === 'request')
  return { answer, entry, spoken: await bench.spoken(session) }
}

describe('requests', () => {
  test('fail before they are carried out', async () => {
    const { answer, entry, spoken } = await play({ failBefore: 1 })
    expect(answer?.status).toBe(500)
    expect(entry).toMatchObject({ carriedOut: false, answer: '500' })
    expect(spoken).toEqual([])
  })

  test('fail after they were carried out', async () => {
    const { answer, entry, spoken } = await play({ failAfter: 1 })
    expect(answer?.status).toBe(500)
    expect(entry).toMatchObject({ carriedOut: true, answer: '500' })
    expect(spoken).toEqual(['Hello'])
  })

  test('lose their connection before and after', async () => {
    const before = await play({ closeBefore: 1 })
    expect(before.answer).toBeNull()
    expect(before.entry).toMatchObject({ carriedOut: false, answer: 'none' })
    const after = await play({ closeAfter: 1 })
    expect(after.answer).toBeNull()
    expect(after.entry).toMatchObject({ carriedOut: true, answer: 'none' })
    expect(after.spoken).toEqual(['Hello'])
  })

  test.each([
    ['rateLimit', 'error_rate_limit_exceeded'],
    ['internalError', 'error_internal_server_error'],
  ])('%s is refused as %s, and not carried out', async (fault, status) => {
    const { answer, entry, spoken } = await play({ [fault]: 1 })
    expect(JSON.parse(answer?.bytes.toString() ?? '')).toEqual({ status })
    expect(entry).toMatchObject({ carriedOut: false, answer: 'sent', status })
    expect(spoken).toEqual([])
  })

  test('that hang are not answered', async () => {
    await put({ requests: { hang: 1 } })
    const form = 'app_id=one&access_token=secret-one&session=none'
    const hung = await Promise.race([
      bench.send('POST', '/open/ivr/middle/play', form).catch(() => 'cut'),
      new Promise((resolve) => setTimeout(() => resolve('nothing'), 300)),
    ])
    await put({})
    expect(hung).toBe('nothing')
  })

  test('of the account and its numbers stay as they are', async () => {
    await put({ requests: { failBefore: 1 } })
    expect((await bench.open('user/get_balance')).status).toBe('success_ok')
    await put({})
  })
})

describe('notifications', () => {
  test('are dropped, and the transcript says so', async () => {
    await put({ notifications: { drop: 1 } })
    const { session } = await bench.ring()
    await put({})
    await expect
      .poll(async () => (await bench.call(session)).transcript)
      .toContainEqual(expect.objectContaining({ type: 'notification', reply: 'dropped' }))
    expect(bench.told.some(({ body }) => body.session === session)).toBe(false)
  })

  test('are sent twice', async () => {
    await put({ notifications: { double: 1 } })
    const { session } = await bench.ring()
    await expect.poll(() => bench.told.filter(({ body }) => body.session === session).length).toBe(2)
    await put({})
  })

  test('come late, and after the next of their call', async () => {
    await put({ notifications: { reorder: 1 } })
    const { session } = await bench.ring()
    await new Promise((resolve) => setTimeout(resolve, 50))
    await put({})
    await bench.act(session, 'hangup')
    await bench.ofBlock(session, 'answer', 'ringing')
    const states = bench.told.filter(({ body }) => body.session === session).map(({ body }) => body.call_state)
    expect(states).toEqual(['ended', 'ringing'])
  })
})

test('the same seed gives the same faults', () => {
  const walk = () => {
    const faults = new Faults()
    faults.set(faultsSchema.parse({ seed: 7, notifications: { drop: 0.3 }, requests: { failAfter: 0.2, hang: 0.2 } }))
    return Array.from({ length: 100 }, () => [faults.ofRequest('ivr/middle/play'), faults.ofNotification()])
  }
  expect(walk()).toEqual(walk())
  expect(new Set(walk().map(([request]) => JSON.stringify(request))).size).toBeGreaterThan(2)
})

test.each([
  [{ requests: { failAfter: 2 } }, 'requests.failAfter must be 0 to 1.'],
  [
    { notifications: { delay: { share: 1, ms: [0] } } },
    'notifications.delay.ms must be the shortest and the longest delay.',
  ],
])('a bad body is refused with a sentence, and changes nothing', async (body, message) => {
  await put({ requests: { rateLimit: 0.5 } })
  expect(await put(body)).toEqual({ status: 400, json: { message } })
  expect((await bench.control('GET', 'faults')).json).toMatchObject({ requests: { rateLimit: 0.5 } })
  await put({})
})
