import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Bench, caller, startBench, type Told } from './testing'

const owner = '+6598765432'
const menu = 'Press 1 for sales, 2 for help, 3 to be called back, 4 to leave a message.'

let bench: Bench
let log: Record<string, string>[]

/** The auto attendant that people write first, as a program of its own: it knows nothing but the documents. */
async function attend({ body }: Told): Promise<void> {
  const { session = '', call_state, ivr_block } = body
  const notify_url = `${bench.here}/attendant`
  const gather = (msg: string) =>
    bench.open('ivr/middle/gather', { session, notify_url, msg, max_digits: '1', timeout: '10', attempts: '3' })
  if (call_state === 'ended') log.push(body)
  else if (ivr_block === 'answer') await gather(menu)
  else if (ivr_block === 'transfer') await gather(`Nobody is there: ${body.transfer_status}. ${menu}`)
  else if (ivr_block === 'record') {
    await bench.open('sms/send', { dest: owner, msg: `A message: ${body.record_url}` })
    await bench.open('ivr/end/hangup', { session, notify_url, msg: 'Thank you.' })
  } else if (body.digits === '1' || body.digits === '2') {
    const dest = `+656111222${body.digits}`
    await bench.open('ivr/end/transfer', { session, notify_url, dest, on_failure: 'continue' })
  } else if (body.digits === '3') {
    await bench.open('sms/send', { dest: owner, msg: `Call ${body.from}` })
    await bench.open('ivr/end/hangup', { session, notify_url, msg: 'We will call you.' })
  } else if (body.digits === '4') await bench.open('ivr/middle/record', { session, notify_url, msg: 'Speak.' })
  else await gather(`That is not a choice. ${menu}`)
}

beforeAll(async () => {
  bench = await startBench()
  await bench.forward()
  bench.listeners.add(attend)
})
beforeEach(() => {
  log = []
})
afterAll(() => bench.close())

const until = (session: string, wanted: { running?: string; leg?: string; state?: string }) =>
  expect.poll(() => bench.call(session)).toMatchObject(wanted)

describe('the auto attendant', () => {
  test('busy, then a message: what was heard, the bill and the SMS', async () => {
    const { session } = await bench.ring()
    await until(session, { running: 'gather' })
    await bench.act(session, 'keys', { digits: '1' })
    await until(session, { leg: 'ringing' })
    await bench.act(session, 'leg', { outcome: 'busy' })
    await until(session, { running: 'gather' })
    await bench.act(session, 'keys', { digits: '4' })
    await until(session, { running: 'record' })
    await bench.act(session, 'wait')
    await until(session, { state: 'ended' })
    expect(await bench.spoken(session)).toEqual([menu, `Nobody is there: busy. ${menu}`, 'Speak.', 'Thank you.'])
    await expect.poll(() => log).toHaveLength(1)
    // 120 s of recording and some 12 s of speech.
    expect(log[0]).toMatchObject({
      from: caller,
      to: '+6531580000',
      duration: '3',
      debit: '0.108',
      ivr_block: 'hangup',
    })
    expect((await bench.control('GET', 'sms')).json).toContainEqual(
      expect.objectContaining({ dest: owner, msg: expect.stringMatching(/^A message: http.*\/recordings\/.*\.mp3$/) }),
    )
  })

  test('answered: the call ends when the caller leaves', async () => {
    const { session } = await bench.ring()
    await until(session, { running: 'gather' })
    await bench.act(session, 'keys', { digits: '2' })
    await until(session, { leg: 'ringing' })
    await bench.act(session, 'leg', { outcome: 'answered' })
    await bench.act(session, 'hangup')
    await expect.poll(() => log).toHaveLength(1)
    expect(log[0]).toMatchObject({ transfer_status: 'answered', duration: '1', debit: '0.036' })
  })

  test('a wrong key, nothing pressed, then a call back', async () => {
    const { session } = await bench.ring()
    await until(session, { running: 'gather' })
    await bench.act(session, 'keys', { digits: '9' })
    for (let heard = 2; heard < 5; heard++) {
      await expect.poll(() => bench.spoken(session)).toHaveLength(heard)
      await bench.act(session, 'wait')
    }
    await expect.poll(() => bench.spoken(session)).toHaveLength(5)
    await bench.act(session, 'keys', { digits: '3' })
    await until(session, { state: 'ended' })
    const wrong = `That is not a choice. ${menu}`
    expect(await bench.spoken(session)).toEqual([menu, wrong, wrong, wrong, wrong, 'We will call you.'])
    expect((await bench.control('GET', 'sms')).json).toContainEqual(expect.objectContaining({ msg: `Call ${caller}` }))
  })

  test('the caller leaves at any step', async () => {
    const { session } = await bench.ring()
    await until(session, { running: 'gather' })
    await bench.act(session, 'hangup')
    await expect.poll(() => log).toHaveLength(1)
    expect(log[0]).toMatchObject({ call_state: 'ended', ivr_block: 'gather', digits: '', duration: '1' })
  })
})
