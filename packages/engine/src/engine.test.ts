import { drawFlow } from '@patchbay/flow/testing'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addNumber, addVersion, addWorkspace, startTestEngine, type TestEngine } from './testing'

const menu = drawFlow({
  start: { block: 'answer', to: { next: 'ask' } },
  ask: {
    block: 'gather',
    config: { message: 'Press 1', keys: ['1', '2'], maxDigits: 1 },
    to: { 'key:1': 'desk', 'key:2': 'text', other: 'bye', none: 'bye' },
  },
  desk: { block: 'transfer', config: { to: 'number', dest: '+6562220001', goOn: true }, to: { failed: 'ask' } },
  text: {
    block: 'sms',
    config: { dest: '+6591110000', text: 'From {{ caller }}' },
    to: { sent: 'bye', failed: 'sorry' },
  },
  sorry: { block: 'play', config: { message: 'No SMS' }, to: { next: 'bye' } },
  bye: { block: 'hangup', config: { message: 'Bye' } },
})

let house: TestEngine
let workspaceId: string
let number: { id: string; token: string }
let session: string
let sessions = 0

beforeAll(async () => {
  house = await startTestEngine({ timeoutMs: 300 })
})
afterAll(() => house.close())

beforeEach(async () => {
  await house.pool.query('TRUNCATE workspace CASCADE')
  house.carrier.forget()
  workspaceId = await addWorkspace(house.pool)
  const { versionId } = await addVersion(house.pool, workspaceId, menu)
  number = await addNumber(house.pool, workspaceId, versionId)
  sessions += 1
  session = `S${sessions}`
})

const ring = (token = number.token) =>
  house.notify(token, {
    session,
    txn_ref: `AA-C-${sessions}`,
    call_state: 'ringing',
    from: '+6511111111',
    to: '+6531580000',
    tag: '',
    dest: '',
  })

async function theCall() {
  const [call] = await house.calls()
  if (!call) throw new Error('There is no call.')
  return call
}

describe('a call that comes in', () => {
  test('is written down before the first block is asked for, with an address of its own', async () => {
    expect(await ring()).toMatchObject({ status: 200 })
    await house.engine.idle()
    const call = await theCall()
    expect(call).toMatchObject({ session, txn_ref: `AA-C-${sessions}`, phase: 'running' })
    expect(call.token).not.toBe(number.token)
    expect(house.carrier.requests).toMatchObject([
      {
        path: 'ivr/middle/gather',
        params: { session, msg: 'Press 1', notify_url: `http://patchbay.test/hoiio/notify/${call.token}?step=1` },
      },
    ])
  })

  test('walks its flow, block by block, to the bill', async () => {
    await ring()
    await house.finishBlock({ digits: '1' })
    expect(house.carrier.requests.at(-1)).toMatchObject({
      path: 'ivr/end/transfer',
      params: { dest: '+6562220001', on_failure: 'continue' },
    })
    await house.finishBlock({
      call_state: 'ended',
      transfer_status: 'answered',
      date: '2026-11-23 12:00:00.0',
      duration: '2',
      currency: 'SGD',
      rate: '0.036',
      debit: '0.072',
    })
    const call = await theCall()
    expect(call).toMatchObject({
      phase: 'over',
      disposition: 'transferred',
      bill: { startedAt: '2026-11-23T04:00:00.000Z', minutes: 2, currency: 'SGD', rate: '0.036', debit: '0.072' },
    })
    expect((await house.events(call.id)).map(({ seq, key }) => [seq, key])).toEqual([
      [1, 'started'],
      [2, '1:done'],
      [3, 'ended'],
    ])
  })

  test('is rejected where no flow answers', async () => {
    const { token } = await addNumber(house.pool, workspaceId, null, '+6531580001')
    expect(await ring(token)).toMatchObject({ status: 200 })
    await house.engine.idle()
    expect(house.carrier.requests).toMatchObject([{ path: 'ivr/end/hangup', params: { session } }])
    expect(await house.calls()).toEqual([])
  })

  test('can end while it still rings, told to the number', async () => {
    await ring()
    expect(await house.notify(number.token, { session, call_state: 'ended' })).toMatchObject({ status: 200 })
    expect(await theCall()).toMatchObject({ phase: 'over', disposition: 'caller-hung-up' })
  })

  test('stays on the version that it began with', async () => {
    await ring()
    const other = await addVersion(
      house.pool,
      workspaceId,
      drawFlow({ start: { block: 'answer', to: { next: 'bye' } }, bye: { block: 'hangup' } }),
    )
    await house.pool.query('UPDATE phone_number SET version_id = $1 WHERE id = $2', [other.versionId, number.id])
    await house.finishBlock({ digits: '1' })
    expect(house.paths()).toEqual(['ivr/middle/gather', 'ivr/end/transfer'])
    session = `${session}9`
    await ring()
    await house.engine.idle()
    expect(house.paths().at(-1)).toBe('ivr/end/hangup')
  })
})

describe('what the carrier says twice, or late', () => {
  test('a ringing told twice at the same moment begins one call', async () => {
    const replies = await Promise.all(Array.from({ length: 8 }, () => ring()))
    await house.engine.idle()
    expect(replies.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect(await house.calls()).toHaveLength(1)
    expect(house.paths()).toEqual(['ivr/middle/gather'])
  })

  test('the same keys told eight times at the same moment move the call once', async () => {
    await ring()
    await house.engine.idle()
    const { token, id } = await theCall()
    const replies = await Promise.all(
      Array.from({ length: 8 }, () =>
        house.notify(token, { session, call_state: 'ongoing', digits: '1' }, { step: '1' }),
      ),
    )
    await house.engine.idle()
    expect(replies.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect(house.paths()).toEqual(['ivr/middle/gather', 'ivr/end/transfer'])
    expect(await house.events(id)).toHaveLength(2)
  })

  test('keys and the end at the same moment: both are kept, in some order', async () => {
    await ring()
    await house.engine.idle()
    const { token, id } = await theCall()
    await Promise.all([
      house.notify(token, { session, call_state: 'ongoing', digits: '1' }, { step: '1' }),
      house.notify(token, { session, call_state: 'ended' }, { step: '1' }),
    ])
    await house.engine.idle()
    expect((await theCall()).phase).toBe('over')
    const keys = (await house.events(id)).map(({ key }) => key)
    expect(keys).toContain('ended')
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('twenty different things at the same moment are all written, in one order without gaps', async () => {
    await ring()
    await house.engine.idle()
    const { token, id } = await theCall()
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        house.notify(token, { session, call_state: 'ongoing' }, { step: String(50 + i) }),
      ),
    )
    expect(replies.map(({ status }) => status)).toEqual(Array(20).fill(200))
    expect((await house.events(id)).map(({ seq }) => seq)).toEqual(Array.from({ length: 21 }, (_, i) => i + 1))
  })

  test('nothing changes a call that has ended', async () => {
    await ring()
    await house.finishBlock({ call_state: 'ended' })
    const { token, id } = await theCall()
    const before = [await theCall(), await house.events(id)]
    for (const fields of [{ call_state: 'ended' }, { call_state: 'ongoing', digits: '1' }])
      expect(await house.notify(token, { session, ...fields }, { step: '1' })).toMatchObject({ status: 200 })
    expect([await theCall(), await house.events(id)]).toEqual(before)
    expect(house.paths()).toEqual(['ivr/middle/gather'])
  })

  test('the recording of a whole call still comes after its end', async () => {
    await ring()
    await house.finishBlock({ call_state: 'ended' })
    const { token, id } = await theCall()
    const url = 'https://example.com/a.mp3'
    await house.notify(token, { session, call_state: 'ended', monitor_url: url }, { step: '1', monitor: '1' })
    expect((await house.events(id)).map(({ key }) => key)).toEqual(['started', 'ended', 'monitor'])
  })

  test('the answer to an earlier request is noted, and moves nothing', async () => {
    await ring()
    await house.finishBlock({ digits: '1' })
    const { token, id } = await theCall()
    await house.notify(token, { session, call_state: 'ongoing', digits: '2' }, { step: '7' })
    await house.engine.idle()
    expect(house.paths()).toEqual(['ivr/middle/gather', 'ivr/end/transfer'])
    expect((await house.events(id)).at(-1)?.trace).toEqual([{ type: 'late' }])
  })
})

describe('what is no notification of ours', () => {
  test('an unknown address is 404, whatever is sent to it', async () => {
    for (const token of ['x', 'A'.repeat(43), '../../etc/passwd', '%00', '']) {
      expect(await ring(token)).toMatchObject({ status: 404 })
      const reply = await house.notifyRaw(token, Buffer.from(''), { signature: '', query: { step: '1' } })
      expect(reply.status).toBe(404)
    }
  })

  test('a wrong signature is 401 and changes nothing', async () => {
    const body = Buffer.from(`session=${session}&call_state=ringing`)
    for (const signature of ['', 'x', 'f'.repeat(64), 'F'.repeat(1_000)])
      expect(await house.notifyRaw(number.token, body, { signature })).toMatchObject({ status: 401 })
    expect(await house.calls()).toEqual([])
  })

  test.each([
    ['no session', Buffer.from('call_state=ringing')],
    ['no state', Buffer.from('session=S1')],
    ['broken UTF-8', Buffer.from([0x73, 0x3d, 0xff, 0xfe])],
    ['broken escapes', Buffer.from('session=S1&call_state=ringing&from=%FF%FE')],
    ['10,000 parameters', Buffer.from(Array.from({ length: 10_000 }, (_, i) => `p${i}=1`).join('&'))],
    ['nothing at all', Buffer.alloc(0)],
  ])('%s is 400 with a sentence, and changes nothing', async (_, body) => {
    const reply = await house.notifyRaw(number.token, body)
    expect(reply).toMatchObject({ status: 400, message: expect.stringMatching(/\.$/) })
    expect(await house.calls()).toEqual([])
    expect(house.paths()).toEqual([])
  })

  test('a session of another call does not move this one', async () => {
    await ring()
    await house.engine.idle()
    const { token, id } = await theCall()
    expect(await house.notify(token, { session: 'S777', call_state: 'ended' }, { step: '1' })).toMatchObject({
      status: 404,
    })
    expect(await house.events(id)).toHaveLength(1)
  })

  test('a session of another workspace is unknown in this one', async () => {
    await ring()
    await house.engine.idle()
    const { id } = await theCall()
    const stranger = await addWorkspace(house.pool)
    const { versionId } = await addVersion(house.pool, stranger, menu)
    const theirs = await addNumber(house.pool, stranger, versionId, '+6531580009')
    expect(await house.notify(theirs.token, { session, call_state: 'ended' })).toMatchObject({ status: 200 })
    expect(await theCall()).toMatchObject({ id, phase: 'running' })
    expect(await house.events(id)).toHaveLength(1)
  })

  test('characters that the database can’t keep are replaced', async () => {
    await ring()
    await house.finishBlock({ digits: '1\0', call_state: 'ongoing' })
    expect((await house.events((await theCall()).id)).map(({ key }) => key)).toEqual(['started', '1:done'])
  })
})

describe('when the carrier refuses', () => {
  test('a block’s failure exit is taken', async () => {
    house.carrier.answerNext('sms/send', { status: 'error_insufficient_credit' })
    await ring()
    await house.finishBlock({ digits: '2' })
    expect(house.paths()).toEqual(['ivr/middle/gather', 'sms/send', 'ivr/middle/play'])
    const events = await house.events((await theCall()).id)
    expect(events.map(({ key }) => key)).toEqual(['started', '1:done', '2:refused'])
    expect(events.at(-1)?.trace[0]).toMatchObject({ code: 'refused', detail: 'error_insufficient_credit' })
  })

  test('an SMS that is taken goes on without a notification', async () => {
    await ring()
    await house.finishBlock({ digits: '2' })
    expect(house.carrier.requests.find(({ path }) => path === 'sms/send')?.params.msg).toBe('From +6511111111')
    expect(house.paths().at(-1)).toBe('ivr/end/hangup')
  })

  test.each([
    ['refuses', { status: 'error_internal_server_error' }],
    ['answers rubbish', 'garbage'],
    ['cuts the line', 'cut'],
    ['never answers', 'hang'],
  ] as const)('a carrier that %s is never met with silence', async (_, answer) => {
    house.carrier.answerNext('ivr/middle/gather', answer)
    await ring()
    await house.engine.idle()
    expect(house.paths()).toEqual(['ivr/middle/gather', 'ivr/end/hangup'])
    expect(house.carrier.requests.at(-1)?.params.msg).toMatch(/^Sorry/)
    expect(await theCall()).toMatchObject({ phase: 'closing' })
    await house.finishBlock({ call_state: 'ended' })
    expect(await theCall()).toMatchObject({ phase: 'over', disposition: 'broken' })
  })

  test('a carrier that refuses everything ends in a broken call, not in a loop', async () => {
    const no = { status: 'error_internal_server_error' }
    house.carrier.answerNext('ivr/middle/gather', no)
    house.carrier.answerNext('ivr/end/hangup', no, no)
    await ring()
    await house.engine.idle()
    expect(house.paths()).toEqual(['ivr/middle/gather', 'ivr/end/hangup', 'ivr/end/hangup'])
    expect(await theCall()).toMatchObject({ phase: 'over', disposition: 'broken' })
  })

  test('a caller who hung up just before our request is no fault, and the bill is kept', async () => {
    house.carrier.answerNext('ivr/end/transfer', { status: 'error_session_ended' })
    await ring()
    await house.engine.idle()
    const { token, id } = await theCall()
    await house.notify(token, { session, call_state: 'ongoing', digits: '1' }, { step: '1' })
    await house.notify(token, { session, call_state: 'ended', duration: '1', debit: '0.036' }, { step: '1' })
    await house.engine.idle()
    expect(await theCall()).toMatchObject({ phase: 'over', bill: { minutes: 1 } })
    expect((await house.events(id)).map(({ key }) => key)).toEqual(['started', '1:done', 'ended'])
  })

  test('a session that the carrier calls over, and never says so itself, is over here too', async () => {
    house.carrier.answerNext('ivr/end/transfer', { status: 'error_session_ended' })
    await ring()
    await house.finishBlock({ digits: '1' })
    expect(await theCall()).toMatchObject({ phase: 'over', disposition: 'broken' })
  })
})

describe('a call that goes out', () => {
  const booking = drawFlow({
    ring: { block: 'dial', config: { message: 'Hello' }, to: { answered: 'ask', unanswered: 'text' } },
    ask: { block: 'gather', config: { keys: ['1'], maxDigits: 1 }, to: { 'key:1': 'bye', other: 'bye', none: 'bye' } },
    text: { block: 'sms', config: { dest: '{{ called }}', text: 'We rang' } },
    bye: { block: 'hangup' },
  })

  async function place(document = booking) {
    const { versionId } = await addVersion(house.pool, workspaceId, document)
    const { callId } = await house.engine.place({ workspaceId, versionId, caller: '', called: '+6581110000' })
    await house.engine.idle()
    return callId
  }

  test('rings, keeps the carrier’s ids and goes on when answered', async () => {
    await place()
    const call = await theCall()
    const [dial] = house.carrier.requests
    expect(dial).toMatchObject({ path: 'ivr/start/dial', params: { dest: '+6581110000', msg: 'Hello' } })
    expect(call.session).toMatch(/^S9\d+$/)
    await house.finishBlock({ dial_status: 'answered', session: call.session ?? '' })
    expect(house.carrier.requests.at(-1)).toMatchObject({
      path: 'ivr/middle/gather',
      params: { session: call.session },
    })
  })

  test('learns its session from a notification that overtakes the answer', async () => {
    house.carrier.answerNext('ivr/start/dial', { status: 'success_ok' })
    await place()
    expect((await theCall()).session).toBeNull()
    await house.finishBlock({ dial_status: 'answered', session: 'S4711', txn_ref: 'AA-C-4711' })
    expect(await theCall()).toMatchObject({ session: 'S4711', txn_ref: 'AA-C-4711' })
    expect(house.carrier.requests.at(-1)?.params.session).toBe('S4711')
  })

  test('that nobody answers ends, and may still send an SMS', async () => {
    await place()
    await house.finishBlock({
      call_state: 'ended',
      dial_status: 'unanswered',
      session: (await theCall()).session ?? '',
    })
    expect(await theCall()).toMatchObject({ phase: 'over', disposition: 'not-answered' })
    expect(house.carrier.requests.at(-1)).toMatchObject({ path: 'sms/send', params: { dest: '+6581110000' } })
  })

  test('that the carrier refuses is over at once', async () => {
    house.carrier.answerNext('ivr/start/dial', { status: 'error_dest_not_supported' })
    const callId = await place()
    expect(await theCall()).toMatchObject({ phase: 'over', disposition: 'broken', session: null })
    expect((await house.events(callId)).map(({ key }) => key)).toEqual(['started', '1:refused'])
  })

  test('that only announces is asked after until it is over', async () => {
    house.carrier.answerNext('voice/query_status', {
      status: 'success_ok',
      txn_ref: 'AA-C-1',
      call_status_dest1: 'answered',
      date: '2026-11-23 12:00:00',
      duration: '1',
      currency: 'SGD',
      rate: '0.036',
      debit: '0.036',
    })
    await place(drawFlow({ ring: { block: 'dial', config: { message: 'Hello', announceOnly: true } } }))
    expect(house.carrier.requests[0]?.params.notify_url).toBeUndefined()
    await expect.poll(async () => (await theCall()).phase, { timeout: 5_000 }).toBe('over')
    expect((await theCall()).bill).toMatchObject({ minutes: 1, debit: '0.036' })
  })
})

test('one listener’s fault is no other’s, and changes are told after they are written', async () => {
  const seen: number[] = []
  const stops = [
    house.engine.subscribe(() => {
      throw new Error('a broken listener')
    }),
    house.engine.subscribe(({ seq }) => seen.push(seq)),
  ]
  await ring()
  await house.finishBlock({ digits: '1' })
  for (const stop of stops) stop()
  await house.finishBlock({ call_state: 'ended' })
  expect(seen).toEqual([1, 2])
})

test('a version that can’t be read any more apologises', async () => {
  await house.pool.query(`UPDATE flow_version SET document = '{"version": 99}'`)
  const { rows } = await house.pool.query('SELECT id FROM phone_number')
  expect(rows).toHaveLength(1)
  await ring()
  await house.engine.idle()
  expect(house.carrier.requests).toMatchObject([{ path: 'ivr/end/hangup', params: { session } }])
})
