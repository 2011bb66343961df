import { setTimeout as sleep } from 'node:timers/promises'
import { drawFlow } from '@patchbay/flow/testing'
import { describe, expect, test } from 'vitest'
import { setUpMenu } from './menu.testing'
import { addNumber, addVersion, addWorkspace } from './testing'

const here = setUpMenu()

describe('a call that comes in', () => {
  test('is written down before the first block is asked for, with an address of its own', async () => {
    expect(await here.ring()).toMatchObject({ status: 200 })
    await here.house.engine.idle()
    const call = await here.theCall()
    expect(call).toMatchObject({ session: here.session, txn_ref: `AA-C-${here.session.slice(1)}`, phase: 'running' })
    expect(call.token).not.toBe(here.number.token)
    expect(here.house.carrier.requests).toMatchObject([
      {
        path: 'ivr/middle/gather',
        params: {
          session: here.session,
          msg: 'Press 1',
          notify_url: `http://patchbay.test/hoiio/notify/${call.token}?step=1`,
        },
      },
    ])
  })

  test('walks its flow, block by block, to the bill', async () => {
    await here.ring()
    await here.house.finishBlock({ digits: '1' })
    expect(here.house.carrier.requests.at(-1)).toMatchObject({
      path: 'ivr/end/transfer',
      params: { dest: '+6562220001', on_failure: 'continue' },
    })
    await here.house.finishBlock({
      call_state: 'ended',
      transfer_status: 'answered',
      date: '2026-11-23 12:00:00.0',
      duration: '2',
      currency: 'SGD',
      rate: '0.036',
      debit: '0.072',
    })
    const call = await here.theCall()
    expect(call).toMatchObject({
      phase: 'over',
      disposition: 'transferred',
      bill: { startedAt: '2026-11-23T04:00:00.000Z', minutes: 2, currency: 'SGD', rate: '0.036', debit: '0.072' },
    })
    expect((await here.house.events(call.id)).map(({ seq, key }) => [seq, key])).toEqual([
      [1, 'started'],
      [2, '1:done'],
      [3, 'ended'],
    ])
  })

  test('is rejected where no flow answers', async () => {
    const { token } = await addNumber(here.house.pool, here.workspaceId, null, '+6531580001')
    expect(await here.ring(token)).toMatchObject({ status: 200 })
    await here.house.engine.idle()
    expect(here.house.carrier.requests).toMatchObject([{ path: 'ivr/end/hangup', params: { session: here.session } }])
    expect(await here.house.calls()).toEqual([])
  })

  test('can end while it still rings, told to the number', async () => {
    await here.ring()
    expect(await here.house.notify(here.number.token, { session: here.session, call_state: 'ended' })).toMatchObject({
      status: 200,
    })
    expect(await here.theCall()).toMatchObject({ phase: 'over', disposition: 'caller-hung-up' })
  })

  test('whose end overtakes its beginning is kept as ended, with its bill, and never begins', async () => {
    const fields = { session: here.session, txn_ref: 'AA-C-9', from: '+6511111111', to: '+6531580000' }
    const end = { ...fields, call_state: 'ended', duration: '1', debit: '0.036' }
    expect(await here.house.notify(here.number.token, end)).toMatchObject({ message: 'Taken.' })
    expect(await here.ring()).toMatchObject({ status: 200, message: 'Nothing to do.' })
    await here.house.engine.idle()
    expect(here.house.paths()).toEqual([])
    const call = await here.theCall()
    expect(call).toMatchObject({ phase: 'over', disposition: 'caller-hung-up', bill: { minutes: 1 } })
    expect((await here.house.events(call.id)).map(({ key }) => key)).toEqual(['ended'])
  })

  test('stays on the version that it began with', async () => {
    await here.ring()
    const other = await addVersion(
      here.house.pool,
      here.workspaceId,
      drawFlow({ start: { block: 'answer', to: { next: 'bye' } }, bye: { block: 'hangup' } }),
    )
    await here.house.pool.query('UPDATE phone_number SET version_id = $1 WHERE id = $2', [
      other.versionId,
      here.number.id,
    ])
    await here.house.finishBlock({ digits: '1' })
    expect(here.house.paths()).toEqual(['ivr/middle/gather', 'ivr/end/transfer'])
    here.session = `${here.session}9`
    // Nobody told this engine of the change: it finds out by itself.
    await sleep(600)
    await here.ring()
    await here.house.engine.idle()
    expect(here.house.paths().at(-1)).toBe('ivr/end/hangup')
  })
})

describe('a call that somebody at a screen wants over', () => {
  const hangUp = async (by = 'Mei') => {
    const { id } = await here.theCall()
    const asked = await here.house.engine.hangUp({ workspaceId: here.workspaceId, callId: id, by })
    await here.house.engine.idle()
    return asked
  }

  test('is hung up by force in the middle of its block, once, and the log says by whom', async () => {
    await here.ring()
    await here.house.engine.idle()
    expect(await hangUp()).toBe('asked')
    expect(await hangUp('Jo')).toBe('over')
    expect(here.house.carrier.requests.slice(1)).toMatchObject([
      { path: 'ivr/end/hangup', params: { session: here.session, force: 'enabled' } },
    ])
    await here.house.finishBlock({ call_state: 'ended' })
    const call = await here.theCall()
    expect(call).toMatchObject({ phase: 'over', disposition: 'completed' })
    expect((await here.house.events(call.id)).map(({ key }) => key)).toEqual(['started', '1:hang-up', 'ended'])
    expect(await hangUp()).toBe('over')
  })

  test('is nobody else’s', async () => {
    await here.ring()
    await here.house.engine.idle()
    const { id } = await here.theCall()
    const workspaceId = await addWorkspace(here.house.pool)
    expect(await here.house.engine.hangUp({ workspaceId, callId: id, by: '' })).toBe('unknown')
    expect(here.house.paths()).toEqual(['ivr/middle/gather'])
  })

  test('before the carrier has named its session: the hang-up waits for that', async () => {
    const dial = drawFlow({ ring: { block: 'dial', to: { answered: 'bye' } }, bye: { block: 'hangup' } })
    const { versionId } = await addVersion(here.house.pool, here.workspaceId, dial)
    const answer = here.house.carrier.holdNext('ivr/start/dial')
    const { workspaceId } = here
    await here.house.engine.place({ workspaceId, versionId, caller: '', called: '+6591110000', shows: '' })
    const { id } = await here.theCall()
    await here.house.engine.hangUp({ workspaceId: here.workspaceId, callId: id, by: 'Mei' })
    answer()
    await here.house.engine.idle()
    expect(here.house.carrier.requests.at(-1)).toMatchObject({ path: 'ivr/end/hangup', params: { session: 'S91' } })
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
    const { versionId } = await addVersion(here.house.pool, here.workspaceId, document)
    const { workspaceId } = here
    const placed = await here.house.engine.place({
      workspaceId,
      versionId,
      caller: '',
      called: '+6581110000',
      shows: '',
    })
    await here.house.engine.idle()
    return placed?.callId ?? ''
  }

  test('rings, keeps the carrier’s ids and goes on when answered', async () => {
    await place()
    const call = await here.theCall()
    const [dial] = here.house.carrier.requests
    expect(dial).toMatchObject({ path: 'ivr/start/dial', params: { dest: '+6581110000', msg: 'Hello' } })
    expect(call.session).toMatch(/^S9\d+$/)
    await here.house.finishBlock({ dial_status: 'answered', session: call.session ?? '' })
    expect(here.house.carrier.requests.at(-1)).toMatchObject({
      path: 'ivr/middle/gather',
      params: { session: call.session },
    })
  })

  test('learns its session from a notification that overtakes the answer', async () => {
    here.house.carrier.answerNext('ivr/start/dial', { status: 'success_ok' })
    await place()
    expect((await here.theCall()).session).toBeNull()
    await here.house.finishBlock({ dial_status: 'answered', session: 'S4711', txn_ref: 'AA-C-4711' })
    expect(await here.theCall()).toMatchObject({ session: 'S4711', txn_ref: 'AA-C-4711' })
    expect(here.house.carrier.requests.at(-1)?.params.session).toBe('S4711')
  })

  test('that nobody answers ends, and may still send an SMS', async () => {
    await place()
    await here.house.finishBlock({
      call_state: 'ended',
      dial_status: 'unanswered',
      session: (await here.theCall()).session ?? '',
    })
    expect(await here.theCall()).toMatchObject({ phase: 'over', disposition: 'not-answered' })
    expect(here.house.carrier.requests.at(-1)).toMatchObject({ path: 'sms/send', params: { dest: '+6581110000' } })
  })

  test('that the carrier refuses is over at once', async () => {
    here.house.carrier.answerNext('ivr/start/dial', { status: 'error_dest_not_supported' })
    const callId = await place()
    expect(await here.theCall()).toMatchObject({ phase: 'over', disposition: 'broken', session: null })
    expect((await here.house.events(callId)).map(({ key }) => key)).toEqual(['started', '1:refused'])
  })

  test('that only announces is asked after until it is over', async () => {
    here.house.carrier.answerNext('voice/query_status', {
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
    expect(here.house.carrier.requests[0]?.params.notify_url).toBeUndefined()
    await expect.poll(() => here.house.engine.lookAfter()).toBe(1)
    expect((await here.theCall()).phase).toBe('over')
    expect((await here.theCall()).bill).toMatchObject({ minutes: 1, debit: '0.036' })
  })
})

test('one listener’s fault is no other’s, and changes are told after they are written', async () => {
  const seen: number[] = []
  const stops = [
    here.house.engine.subscribe(() => {
      throw new Error('a broken listener')
    }),
    here.house.engine.subscribe((news) => news !== 'many' && seen.push(news.seq)),
  ]
  await here.ring()
  await here.house.finishBlock({ digits: '1' })
  for (const stop of stops) stop()
  await here.house.finishBlock({ call_state: 'ended' })
  expect(seen).toEqual([1, 2])
})

test('a version that can’t be read any more apologises', async () => {
  await here.house.pool.query(`UPDATE flow_version SET document = '{"version": 99}'`)
  const { rows } = await here.house.pool.query('SELECT id FROM phone_number')
  expect(rows).toHaveLength(1)
  await here.ring()
  await here.house.engine.idle()
  expect(here.house.carrier.requests).toMatchObject([{ path: 'ivr/middle/play', params: { session: here.session } }])
})
