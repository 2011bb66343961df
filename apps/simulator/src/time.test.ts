import { afterEach, describe, expect, test, vi } from 'vitest'
import { CallClock } from './clock'
import { type Bench, startBench } from './testing'

let bench: Bench | undefined
afterEach(async () => {
  vi.useRealTimers()
  await bench?.close()
  bench = undefined
})

async function gathering(settings: Parameters<typeof startBench>[0]): Promise<[Bench, string]> {
  const own = await startBench(settings)
  bench = own
  await own.forward()
  const { session } = await own.ring()
  const params = { session, notify_url: `${own.here}/g`, msg: 'x'.repeat(140), timeout: '10', attempts: '2' }
  await own.open('ivr/middle/gather', params)
  return [own, session]
}

describe('at speed 50', () => {
  test('speech, time limits and the bill run by themselves', async () => {
    const start = performance.now()
    const [own, session] = await gathering({ speed: 50 })
    expect((await own.ofBlock(session, 'gather')).body.digits).toBe('')
    // Twice 10 s of speech and 10 s of silence.
    const took = performance.now() - start
    expect(took).toBeGreaterThan(780)
    expect(took).toBeLessThan(3_000)
    await own.act(session, 'hangup')
    expect((await own.ofBlock(session, 'gather', 'ended')).body.duration).toMatch(/^[123]$/)
  })

  test('a phone that nobody answers stops ringing after 30 s', async () => {
    const own = await startBench({ speed: 50 })
    bench = own
    const { session } = await own.open('ivr/start/dial', { dest: '+6591234567', notify_url: `${own.here}/d` })
    const start = performance.now()
    expect((await own.ofBlock(String(session), 'dial')).body.dial_status).toBe('unanswered')
    expect(performance.now() - start).toBeGreaterThan(550)
  })

  test('max_duration ends a call', async () => {
    const own = await startBench({ speed: 50 })
    bench = own
    const { session } = await own.dial({ max_duration: '20' })
    await own.ofBlock(session, 'dial', 'ongoing')
    const { body } = await own.ofBlock(session, 'dial', 'ended')
    expect(body.duration).toBe('1')
    expect(body).not.toHaveProperty('dial_status')
  })
})

test('keys that are pressed while a prompt plays cut it short', async () => {
  const [own, session] = await gathering({ speed: 1 })
  await own.act(session, 'keys', { digits: '12#' })
  expect((await own.ofBlock(session, 'gather')).body.digits).toBe('12')
})

test('wait lets a prompt and a silence pass at real speed too', async () => {
  const [own, session] = await gathering({ speed: 1 })
  for (let i = 0; i < 4; i++) await own.act(session, 'wait')
  expect((await own.ofBlock(session, 'gather')).body.digits).toBe('')
  await own.act(session, 'hangup')
  const { body } = await own.ofBlock(session, 'gather', 'ended')
  expect(body.duration).toBe('1')
})

test('at speed 0 nothing waits but the caller; what is spoken still takes its time on the bill', async () => {
  const [own, session] = await gathering({ speed: 0 })
  expect(await own.call(session)).toMatchObject({ running: 'gather' })
  await own.act(session, 'wait', { seconds: 9 })
  expect(await own.spoken(session)).toHaveLength(1)
  await own.act(session, 'wait', { seconds: 1 })
  expect(await own.spoken(session)).toHaveLength(2)
  await own.act(session, 'wait', { seconds: 9 })
  await own.act(session, 'wait', { seconds: 1 })
  await own.ofBlock(session, 'gather')
  await own.act(session, 'wait', { seconds: 21 })
  await own.act(session, 'hangup')
  // 2 × (10 + 10) + 21 s
  expect((await own.ofBlock(session, 'gather', 'ended')).body.duration).toBe('2')
})

test('the older behaviour: a Gather in which nothing is pressed hangs up', async () => {
  const [own, session] = await gathering({ gatherTimeout: 'hangup' })
  await own.act(session, 'wait')
  await own.act(session, 'wait')
  expect((await own.ofBlock(session, 'gather')).body).toMatchObject({ call_state: 'ended', digits: '' })
})

test('notifications can be copied to the query', async () => {
  const [own, session] = await gathering({ notifyInQuery: true })
  const one = await own.ofBlock(session, 'answer')
  expect(Object.fromEntries(new URL(one.path, own.here).searchParams)).toEqual(one.body)
})

test('a clock at speed 2 is twice as fast; a wait that is replaced never ends', () => {
  vi.useFakeTimers()
  const clock = new CallClock(2)
  const start = clock.now()
  const ends: string[] = []
  clock.waitFor(10, () => ends.push('replaced'))
  clock.waitFor(10, () => ends.push('ran out'))
  vi.advanceTimersByTime(4_999)
  expect(ends).toEqual([])
  vi.advanceTimersByTime(1)
  expect(ends).toEqual(['ran out'])
  expect(clock.now() - start).toBe(10_000)
  expect(clock.waiting).toBe(false)
})
