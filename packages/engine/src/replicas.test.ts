import { describe, expect, test } from 'vitest'
import { setUpMenu } from './menu.testing'
import { signed } from './testing'

const here = setUpMenu()

describe('several processes on one database', () => {
  test('a call goes on at a process that has not seen it', async () => {
    const second = here.house.startProcess()
    await second.notify(ringing())
    await second.idle()
    await here.house.finishBlock({ digits: '1' })
    expect(here.house.paths()).toEqual(['ivr/middle/gather', 'ivr/end/transfer'])
    await second.close()
  })

  test('the same notification at the same moment begins one call', async () => {
    const second = here.house.startProcess()
    const both = await Promise.all([here.ring(), second.notify(ringing())])
    await Promise.all([here.house.engine.idle(), second.idle()])
    expect(both).toMatchObject([{ status: 200 }, { status: 200 }])
    expect(await here.house.calls()).toHaveLength(1)
    expect(here.house.paths()).toEqual(['ivr/middle/gather'])
    await second.close()
  })
})

test('an end and its beginning that meet at two processes are both kept, whichever was first', async () => {
  const second = here.house.startProcess()
  for (let round = 0; round < 30; round++) {
    const session = `S-meet-${round}`
    const fields = { session, txn_ref: 'AA-C-0', from: '+6511111111', to: '+6531580000' }
    const told = await Promise.all([
      second.notify(signed(here.number.token, { ...fields, call_state: 'ringing' })),
      here.house.notify(here.number.token, { ...fields, call_state: 'ended' }),
    ])
    expect(told).toMatchObject([{ status: 200 }, { status: 200, message: 'Taken.' }])
    const call = (await here.house.calls()).find((each) => each.session === session)
    expect(call?.phase).toBe('over')
    expect((await here.house.events(call?.id ?? '')).map(({ key }) => key)).toContain('ended')
  }
  await second.idle()
  await second.close()
})

describe('what a process tells the others', () => {
  test('a number that changed is read anew by all of them, at once', async () => {
    const second = here.house.startProcess()
    await second.start()
    await second.notify(ringing())
    await second.idle()
    await here.house.pool.query('UPDATE phone_number SET version_id = NULL')
    const rejected = async () => (await second.notify(ringing())).message
    await expect.poll(rejected, { timeout: 400 }).toBe('No flow answers this number: the call is rejected.')
    await second.close()
  })

  test('a change of a call is heard where it did not happen', async () => {
    const second = here.house.startProcess()
    await second.start()
    const heard: unknown[] = []
    second.subscribe((news) => heard.push(news))
    await here.ring()
    const { id: callId } = await here.theCall()
    await expect.poll(() => heard).toContainEqual({ workspaceId: here.workspaceId, callId, seq: 1 })
    await second.close()
  })
})

describe('what a dead process leaves behind', () => {
  test.each([
    ['waiting', 'was committed but not sent'],
    ['sending', 'may have been sent'],
  ])('a request that is %s (it %s) leaves once its lease is over', async (delivery) => {
    await begunAndCrashed(delivery)
    expect(await here.house.engine.lookAfter()).toBe(1)
    await here.house.engine.idle()
    expect(here.house.paths()).toEqual(['ivr/middle/gather', 'ivr/middle/gather'])
  })

  test('nobody takes it before', async () => {
    await begunAndCrashed('waiting', '10 seconds')
    expect(await here.house.engine.lookAfter()).toBe(0)
  })

  test('two processes that look at once deliver it once', async () => {
    await begunAndCrashed('waiting')
    const second = here.house.startProcess()
    const looked = await Promise.all([here.house.engine.lookAfter(), second.lookAfter()])
    await Promise.all([here.house.engine.idle(), second.idle()])
    expect(looked.toSorted()).toEqual([0, 1])
    expect(here.house.paths()).toHaveLength(2)
    await second.close()
  })

  test('an answer that says "busy" to a repeated request means that the first arrived', async () => {
    await begunAndCrashed('sending')
    here.house.carrier.answerNext('ivr/middle/gather', { status: 'error_session_not_ready' })
    await here.house.engine.lookAfter()
    await here.house.engine.idle()
    expect(await here.theCall()).toMatchObject({ phase: 'running' })
    expect((await here.house.events((await here.theCall()).id)).map(({ key }) => key)).toEqual(['started'])
  })

  test('an SMS that may have been sent is not sent again: the call takes its failure exit', async () => {
    await here.ring()
    here.house.carrier.answerNext('sms/send', 'cut')
    await here.house.finishBlock({ digits: '2' })
    expect(here.house.paths()).toEqual(['ivr/middle/gather', 'sms/send', 'ivr/middle/play'])
  })
})

function ringing() {
  const body = { session: here.session, txn_ref: 'AA-C-0', call_state: 'ringing', from: '+6511111111', to: '' }
  return signed(here.number.token, body)
}

/** A call whose process died over its first request; another may take it after `lease`. */
async function begunAndCrashed(delivery: string, lease = '-1 seconds') {
  await here.ring()
  await here.house.engine.idle()
  await here.house.pool.query('UPDATE call SET delivery = $1, due_at = now() + $2::interval', [delivery, lease])
}
