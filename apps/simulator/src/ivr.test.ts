import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Bench, caller, expectedSignature, startBench } from './testing'

let bench: Bench
beforeAll(async () => {
  bench = await startBench({ concurrentCalls: 1_000 })
  await bench.forward()
})
afterAll(() => bench.close())

const common = ['call_state', 'dest', 'from', 'ivr_block', 'session', 'tag', 'to', 'txn_ref']
const bill = ['currency', 'date', 'debit', 'duration', 'rate']
const fields = (body: Record<string, string>) => Object.keys(body).sort()

describe('an incoming call', () => {
  test('is told to forward_to as ringing, signed, and rings on while nothing is done', async () => {
    const { session, txn_ref } = await bench.ring()
    expect(session).toMatch(/^S\d+$/)
    expect(txn_ref).toMatch(/^AA-C-\d+$/)
    const one = await bench.ofBlock(session, 'answer')
    expect(one.body).toEqual({
      session,
      txn_ref,
      call_state: 'ringing',
      tag: '',
      from: caller,
      to: '+6531580000',
      dest: '',
      ivr_block: 'answer',
    })
    expect(one.type).toBe('application/x-www-form-urlencoded')
    expect(one.signature).toBe(expectedSignature(one.raw))
    expect(one.path).toBe('/incoming')
    expect(await bench.call(session)).toMatchObject({ state: 'ringing', running: null, leg: null })
  })

  test('that is given up while it rings ends unanswered and costs nothing', async () => {
    const { session, txn_ref } = await bench.ring()
    await bench.act(session, 'hangup')
    const { body } = await bench.ofBlock(session, 'answer', 'ended')
    expect(fields(body)).toEqual([...common, ...bill].sort())
    expect(body).toMatchObject({ duration: '0', debit: '0.000', rate: '0.036', currency: 'SGD' })
    expect(body.date).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
    expect(await bench.open('voice/query_status', { txn_ref })).toMatchObject({ call_status_dest1: 'unanswered' })
  })

  test('is rejected by Hangup as the first block: nothing is spoken', async () => {
    const { session } = await bench.ring()
    await bench.open('ivr/end/hangup', { session, msg: 'Not heard.', notify_url: `${bench.here}/h`, tag: 'no' })
    const { body } = await bench.ofBlock(session, 'hangup', 'ended')
    expect(body).toMatchObject({ duration: '0', debit: '0.000', tag: 'no', from: caller })
    expect(await bench.spoken(session)).toEqual([])
  })

  test('ends between two blocks: told to the last notify_url', async () => {
    const { session } = await bench.ring()
    await bench.open('ivr/middle/play', { session, msg: 'Hi.', notify_url: `${bench.here}/p`, tag: 'last' })
    await bench.ofBlock(session, 'play')
    await bench.act(session, 'hangup')
    const one = await bench.ofBlock(session, 'play', 'ended')
    expect(one.path).toBe('/p')
    expect(one.body).toMatchObject({ tag: 'last', duration: '1', debit: '0.036' })
  })
})

describe('middle blocks', () => {
  let session: string
  beforeEach(async () => {
    session = (await bench.ring()).session
  })
  const ask = (block: string, params: Record<string, string> = {}) =>
    bench.open(`ivr/middle/${block}`, { session, notify_url: `${bench.here}/n`, tag: 'a tag', ...params })

  test('play answers the call, speaks, and is told as ongoing', async () => {
    expect(await ask('play', { msg: 'Welcome.' })).toEqual({ status: 'success_ok' })
    const { body } = await bench.ofBlock(session, 'play')
    expect(fields(body)).toEqual(common)
    expect(body).toMatchObject({ call_state: 'ongoing', tag: 'a tag', from: caller, to: '+6531580000', dest: '' })
    expect(await bench.spoken(session)).toEqual(['Welcome.'])
  })

  test('play without notify_url hangs up and nothing is told', async () => {
    await ask('play', { msg: 'Bye.', notify_url: '' })
    expect((await bench.call(session)).state).toBe('ended')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(bench.told.filter(({ body }) => body.session === session)).toHaveLength(1)
  })

  test('what a notify_url carries comes back in the body', async () => {
    await ask('play', { notify_url: `${bench.here}/n?step=3&name=a%20b&tag=mine` })
    const one = await bench.ofBlock(session, 'play')
    expect(one.body).toMatchObject({ step: '3', name: 'a b', tag: 'a tag' })
    expect(one.signature).toBe(expectedSignature(one.raw))
    expect(one.path).toBe('/n?step=3&name=a%20b&tag=mine')
  })

  test.each([
    ['max_digits is reached', '12345', { max_digits: '3' }, '123'],
    ['# is pressed', '12#', {}, '12'],
    ['# alone is pressed', '#', { attempts: '3' }, ''],
    ['* counts as a digit', '*9#', {}, '*9'],
  ])('gather ends when %s', async (_, keys, params, digits) => {
    await ask('gather', { msg: 'Press.', ...params })
    expect((await bench.call(session)).running).toBe('gather')
    await bench.act(session, 'keys', { digits: keys })
    const { body } = await bench.ofBlock(session, 'gather')
    expect(fields(body)).toEqual([...common, 'digits'].sort())
    expect(body).toMatchObject({ call_state: 'ongoing', digits })
    expect((await bench.call(session)).running).toBeNull()
  })

  test('gather takes what was typed when the time is over', async () => {
    await ask('gather', { msg: 'Press.', attempts: '3' })
    await bench.act(session, 'keys', { digits: '7' })
    await bench.act(session, 'wait')
    expect((await bench.ofBlock(session, 'gather')).body.digits).toBe('7')
    expect(await bench.spoken(session)).toEqual(['Press.'])
  })

  test('gather repeats msg while nothing is typed, then tells empty digits', async () => {
    await ask('gather', { msg: 'Press.', attempts: '3', timeout: '10' })
    for (const _ of [1, 2, 3]) expect((await bench.act(session, 'wait')).status).toBe(200)
    expect((await bench.ofBlock(session, 'gather')).body).toMatchObject({ digits: '', call_state: 'ongoing' })
    expect(await bench.spoken(session)).toEqual(['Press.', 'Press.', 'Press.'])
  })

  test.each([
    ['#', () => bench.act(session, 'keys', { digits: '5#' }), 'ongoing'],
    ['max_duration', () => bench.act(session, 'wait'), 'ongoing'],
    ['the caller', () => bench.act(session, 'hangup'), 'ended'],
  ])('record is ended by %s and gives a file', async (_, end, state) => {
    await ask('record', { msg: 'Speak.', max_duration: '7' })
    await end()
    const { body } = await bench.ofBlock(session, 'record')
    expect(fields(body)).toEqual([...common, 'record_url', ...(state === 'ended' ? bill : [])].sort())
    expect(body.call_state).toBe(state)
    const { pathname } = new URL(body.record_url ?? '')
    const file = await bench.send('GET', pathname)
    expect(file.headers['content-type']).toBe('audio/mpeg')
    expect(file.bytes.length).toBeGreaterThan(100)
  })

  test('monitor is told when active, and once more at the end, with everything recorded', async () => {
    await ask('monitor', { msg: 'Recorded.', monitor_notify_url: `${bench.here}/m` })
    expect((await bench.ofBlock(session, 'monitor', 'ongoing')).path).toBe('/n')
    await ask('gather')
    await bench.act(session, 'wait', { seconds: 9 })
    await bench.act(session, 'hangup')
    const one = await bench.ofBlock(session, 'monitor', 'ended')
    expect(one.path).toBe('/m')
    expect(fields(one.body)).toEqual([...common, 'monitor_url', ...bill].sort())
    expect(await bench.call(session)).toMatchObject({
      transcript: expect.arrayContaining([expect.objectContaining({ type: 'recording', seconds: 9 })]),
    })
  })

  test('monitor without monitor_notify_url tells notify_url', async () => {
    await ask('monitor')
    await bench.act(session, 'hangup')
    const one = await bench.notified(({ body }) => body.session === session && body.monitor_url !== undefined)
    expect(one.path).toBe('/n')
    expect(one.body.monitor_url).toMatch(/\.mp3$/)
  })

  test('hold tells nothing; unhold does', async () => {
    expect(await bench.open('ivr/middle/hold', { session, msg: 'Please wait.' })).toEqual({ status: 'success_ok' })
    expect((await bench.call(session)).running).toBe('hold')
    expect(await ask('play')).toEqual({ status: 'error_session_not_ready' })
    expect(await ask('unhold')).toEqual({ status: 'success_ok' })
    expect(fields((await bench.ofBlock(session, 'unhold', 'ongoing')).body)).toEqual(common)
    expect(await bench.spoken(session)).toEqual(['Please wait.'])
  })

  test('a forced Hangup ends a call in mid-block, without msg', async () => {
    await ask('gather', { msg: 'Press.' })
    expect(await bench.open('ivr/end/hangup', { session })).toEqual({ status: 'error_session_not_ready' })
    const params = { session, force: 'enabled', msg: 'Bye.', notify_url: `${bench.here}/h` }
    expect(await bench.open('ivr/end/hangup', params)).toEqual({ status: 'success_ok' })
    expect(fields((await bench.ofBlock(session, 'hangup', 'ended')).body)).toEqual([...common, ...bill].sort())
    expect(await bench.spoken(session)).toEqual(['Press.'])
  })

  test('Hangup speaks its msg; without notify_url nothing is told', async () => {
    await ask('play')
    await bench.ofBlock(session, 'play')
    await bench.open('ivr/end/hangup', { session, msg: 'Bye.' })
    expect(await bench.spoken(session)).toEqual(['Bye.'])
    expect((await bench.call(session)).state).toBe('ended')
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(bench.told.some(({ body }) => body.session === session && body.call_state === 'ended')).toBe(false)
  })
})
