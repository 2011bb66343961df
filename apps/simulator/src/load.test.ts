import { expect, test } from 'vitest'
import { startBench } from './testing'

test('500 calls of 3 blocks each, 50 at once, are done in seconds; 1,000 ended calls are kept', async () => {
  const bench = await startBench({ concurrentCalls: 1_000 })
  await bench.forward()
  const one = async () => {
    const { session } = await bench.ring()
    await bench.open('ivr/middle/play', { session, msg: 'Hi.', notify_url: `${bench.here}/p` })
    await bench.open('ivr/middle/gather', { session, msg: 'Press.', max_digits: '1', notify_url: `${bench.here}/g` })
    await bench.act(session, 'keys', { digits: '1' })
    expect(await bench.open('ivr/end/hangup', { session, msg: 'Bye.', notify_url: `${bench.here}/h` })).toEqual({
      status: 'success_ok',
    })
    return session
  }
  const start = performance.now()
  const sessions: string[] = []
  for (let batch = 0; batch < 10; batch++)
    sessions.push(...(await Promise.all(Array.from({ length: 50 }, () => one()))))
  const ended = () => bench.told.filter(({ body }) => body.call_state === 'ended').length
  await expect.poll(ended, { timeout: 5_000 }).toBe(500)
  expect(performance.now() - start).toBeLessThan(15_000)
  // Each was told of: ringing, play, gather, hangup.
  expect(bench.told).toHaveLength(2_000)
  expect(new Set(sessions).size).toBe(500)

  for (let i = 0; i < 600; i++) {
    const { session } = await bench.ring('+6531580009')
    await bench.act(session, 'hangup')
  }
  expect((await bench.control('GET', `calls/${sessions[0]}`)).status).toBe(404)
  expect((await bench.control('GET', 'calls')).json).toHaveLength(1_000)
  await bench.close()
}, 60_000)

test('a call that loops without end keeps the beginning of its transcript', async () => {
  const bench = await startBench()
  const { session } = await bench.dial()
  for (let i = 0; i < 2_050; i++) await bench.act(session, 'keys', { digits: '1' })
  expect((await bench.call(session)).transcript).toHaveLength(2_000)
  await bench.close()
}, 60_000)
