import { describe, expect, test } from 'vitest'
import { setUpMenu } from './menu.testing'

const here = setUpMenu()

describe('when the carrier refuses', () => {
  test('a block’s failure exit is taken', async () => {
    here.house.carrier.answerNext('sms/send', { status: 'error_insufficient_credit' })
    await here.ring()
    await here.house.finishBlock({ digits: '2' })
    expect(here.house.paths()).toEqual(['ivr/middle/gather', 'sms/send', 'ivr/middle/play'])
    const events = await here.house.events((await here.theCall()).id)
    expect(events.map(({ key }) => key)).toEqual(['started', '1:done', '2:refused'])
    expect(events.at(-1)?.trace[0]).toMatchObject({ code: 'refused', detail: 'error_insufficient_credit' })
  })

  test('an SMS that is taken goes on without a notification', async () => {
    await here.ring()
    await here.house.finishBlock({ digits: '2' })
    expect(here.house.carrier.requests.find(({ path }) => path === 'sms/send')?.params.msg).toBe('From +6511111111')
    expect(here.house.paths().at(-1)).toBe('ivr/end/hangup')
  })

  test.each([
    ['refuses', { status: 'error_internal_server_error' }],
    ['answers rubbish', 'garbage'],
    ['cuts the line', 'cut'],
    ['never answers', 'hang'],
  ] as const)('a carrier that %s is never met with silence', async (_, answer) => {
    here.house.carrier.answerNext('ivr/middle/gather', answer, answer)
    await here.ring()
    await here.house.engine.idle()
    expect(here.house.paths()).toEqual(['ivr/middle/gather', 'ivr/middle/gather', 'ivr/middle/play'])
    expect(here.house.carrier.requests.at(-1)?.params.msg).toMatch(/^Sorry/)
    await here.house.finishBlock({})
    expect(here.house.paths().at(-1)).toBe('ivr/end/hangup')
    expect(await here.theCall()).toMatchObject({ phase: 'closing' })
    await here.house.finishBlock({ call_state: 'ended' })
    expect(await here.theCall()).toMatchObject({ phase: 'over', disposition: 'broken' })
  })

  test('a carrier that refuses everything ends in a broken call, not in a loop', async () => {
    const no = { status: 'error_internal_server_error' }
    here.house.carrier.answerNext('ivr/middle/gather', no, no)
    here.house.carrier.answerNext('ivr/middle/play', no, no)
    here.house.carrier.answerNext('ivr/end/hangup', no, no)
    await here.ring()
    await here.house.engine.idle()
    expect(here.house.paths()).toEqual(
      ['ivr/middle/gather', 'ivr/middle/play', 'ivr/end/hangup'].flatMap((path) => [path, path]),
    )
    expect(await here.theCall()).toMatchObject({ phase: 'over', disposition: 'broken' })
  })

  test('a caller who hung up just before our request is no fault, and the bill is kept', async () => {
    here.house.carrier.answerNext('ivr/end/transfer', { status: 'error_session_ended' })
    await here.ring()
    await here.house.engine.idle()
    const { token, id } = await here.theCall()
    await here.house.notify(token, { session: here.session, call_state: 'ongoing', digits: '1' }, { step: '1' })
    await here.house.notify(
      token,
      { session: here.session, call_state: 'ended', duration: '1', debit: '0.036' },
      { step: '1' },
    )
    await here.house.engine.idle()
    expect(await here.theCall()).toMatchObject({ phase: 'over', bill: { minutes: 1 } })
    expect((await here.house.events(id)).map(({ key }) => key)).toEqual(['started', '1:done', 'ended'])
  })

  test('a session that the carrier calls over, and never says so itself, is over here too', async () => {
    here.house.carrier.answerNext('ivr/end/transfer', { status: 'error_session_ended' })
    await here.ring()
    await here.house.finishBlock({ digits: '1' })
    expect(await here.theCall()).toMatchObject({ phase: 'over', disposition: 'broken', bill: null })
    // Its own word for it, and the bill, may come much later.
    await here.house.finishBlock({ call_state: 'ended', duration: '2', debit: '0.072' })
    expect(await here.theCall()).toMatchObject({ bill: { minutes: 2, debit: '0.072' } })
  })
})
