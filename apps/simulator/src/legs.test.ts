import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Bench, caller, startBench } from './testing'

let bench: Bench
beforeAll(async () => {
  bench = await startBench({ concurrentCalls: 1_000 })
  await bench.forward()
})
afterAll(() => bench.close())

const failures = ['busy', 'unanswered', 'failed'] as const

describe('dial', () => {
  const dial = (params: Record<string, string> = {}) =>
    bench.open('ivr/start/dial', { dest: caller, msg: 'Hello.', notify_url: `${bench.here}/d`, tag: 't', ...params })

  test('rings; answered, it speaks and then tells', async () => {
    const reply = await dial()
    const session = String(reply.session)
    expect(reply).toEqual({ status: 'success_ok', session, txn_ref: expect.stringMatching(/^AA-C-\d+$/) })
    expect(await bench.call(session)).toMatchObject({
      direction: 'outgoing',
      from: '+6531580000',
      dest: caller,
      state: 'ringing',
      running: 'dial',
      leg: 'ringing',
    })
    await bench.act(session, 'leg', { outcome: 'answered' })
    const { body } = await bench.ofBlock(session, 'dial')
    expect(body).toEqual({
      session,
      txn_ref: reply.txn_ref,
      call_state: 'ongoing',
      tag: 't',
      from: '',
      to: '',
      dest: caller,
      ivr_block: 'dial',
      dial_status: 'answered',
    })
    expect(await bench.spoken(session)).toEqual(['Hello.'])
  })

  test.each(failures)('%s: told as ended, and free', async (outcome) => {
    const { session, txn_ref } = await dial()
    await bench.act(String(session), 'leg', { outcome })
    const { body } = await bench.ofBlock(String(session), 'dial')
    expect(body).toMatchObject({ call_state: 'ended', dial_status: outcome, duration: '0', debit: '0.000' })
    expect(await bench.open('voice/query_status', { txn_ref: String(txn_ref) })).toMatchObject({
      call_status_dest1: outcome,
      call_status_dest2: '',
      duration: '0',
    })
  })

  test('without notify_url it hangs up after msg and nothing is told', async () => {
    const session = String((await dial({ notify_url: '' })).session)
    await bench.act(session, 'leg', { outcome: 'answered' })
    expect(await bench.call(session)).toMatchObject({ state: 'ended' })
    expect(await bench.spoken(session)).toEqual(['Hello.'])
  })

  test('max_duration ends the call', async () => {
    const session = String((await dial({ max_duration: '60' })).session)
    await bench.act(session, 'leg', { outcome: 'answered' })
    await bench.ofBlock(session, 'dial', 'ongoing')
    await bench.act(session, 'wait', { seconds: 61 })
    expect((await bench.ofBlock(session, 'dial', 'ended')).body).toMatchObject({ duration: '2', debit: '0.072' })
  })
})

describe('transfer', () => {
  const transfer = async (params: Record<string, string>) => {
    const { session, txn_ref } = await bench.ring()
    const reply = await bench.open('ivr/end/transfer', {
      session,
      msg: 'One moment.',
      notify_url: `${bench.here}/t`,
      ...params,
    })
    return { session, txn_ref, reply }
  }

  test('answered: told when the transferred call has ended', async () => {
    const { session, txn_ref, reply } = await transfer({ dest: '+6561112222', caller_id: caller })
    expect(reply).toEqual({ status: 'success_ok' })
    expect(await bench.call(session)).toMatchObject({ running: 'transfer', leg: 'ringing', dest: '+6561112222' })
    await bench.act(session, 'leg', { outcome: 'answered' })
    expect(await bench.call(session)).toMatchObject({ state: 'ongoing', running: 'transfer', leg: 'answered' })
    expect(await bench.open('voice/query_status', { txn_ref })).toMatchObject({
      call_status_dest1: 'ongoing',
      call_status_dest2: 'ongoing',
    })
    await bench.act(session, 'wait', { seconds: 100 })
    await bench.act(session, 'hangup', { party: 'dest' })
    const { body } = await bench.ofBlock(session, 'transfer')
    expect(body).toMatchObject({ call_state: 'ended', transfer_status: 'answered', duration: '2', debit: '0.072' })
    expect(await bench.open('voice/query_status', { txn_ref })).toMatchObject({
      call_status_dest1: 'answered',
      call_status_dest2: 'answered',
    })
  })

  test.each(failures)('%s with continue: told at once, and the call goes on', async (outcome) => {
    const { session } = await transfer({ dest: '+6561112222', on_failure: 'continue' })
    await bench.act(session, 'leg', { outcome })
    const { body } = await bench.ofBlock(session, 'transfer')
    expect(body).toMatchObject({ call_state: 'ongoing', transfer_status: outcome })
    expect(body).not.toHaveProperty('debit')
    const next = await bench.open('ivr/middle/play', { session, msg: 'Sorry.', notify_url: `${bench.here}/p` })
    expect(next).toEqual({ status: 'success_ok' })
  })

  test.each(failures)('%s without continue: the call ends', async (outcome) => {
    const { session } = await transfer({ dest: '+6561112222' })
    await bench.act(session, 'leg', { outcome })
    expect((await bench.ofBlock(session, 'transfer')).body).toMatchObject({
      call_state: 'ended',
      transfer_status: outcome,
      duration: '1',
    })
  })

  test('nobody answers while it rings out', async () => {
    const { session } = await transfer({ dest: '+6561112222', on_failure: 'continue' })
    await bench.act(session, 'wait')
    expect((await bench.ofBlock(session, 'transfer')).body.transfer_status).toBe('unanswered')
  })

  test('a room is joined at once; the reply names it', async () => {
    const { session, reply } = await transfer({ dest: 'room:Weekly.call_1' })
    expect(reply).toEqual({ status: 'success_ok', room: 'Weekly.call_1' })
    expect(await bench.call(session)).toMatchObject({
      running: 'transfer',
      leg: 'answered',
      dest: 'room:Weekly.call_1',
    })
    await bench.act(session, 'hangup')
    expect((await bench.ofBlock(session, 'transfer')).body.transfer_status).toBe('answered')
  })

  test('a new room gets an id of its own', async () => {
    const one = (await transfer({ dest: 'room:' })).reply.room
    const other = (await transfer({ dest: 'room:' })).reply.room
    expect(one).toMatch(/^R\d+$/)
    expect(other).not.toBe(one)
  })

  test('the ninth person does not get into a room', async () => {
    const people = []
    for (let i = 0; i < 8; i++) people.push(await transfer({ dest: 'room:Full' }))
    const ninth = await transfer({ dest: 'room:Full', on_failure: 'continue' })
    expect((await bench.ofBlock(ninth.session, 'transfer')).body.transfer_status).toBe('failed')
    await bench.act(people[0]?.session ?? '', 'hangup')
    const tenth = await transfer({ dest: 'room:Full' })
    expect(await bench.call(tenth.session)).toMatchObject({ leg: 'answered' })
  })
})
