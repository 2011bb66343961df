import { describe, expect, test } from 'vitest'
import { answeredNotifications } from './answered-notifications'
import { atLast } from './rules'
import { asked, at, began, goodEvidence, numberToken, told, untilEvent } from './testing'

test('a call that went well breaks no rule', () => {
  expect(atLast.flatMap((rule) => rule(goodEvidence()))).toEqual([])
})

describe('a notification that was answered 200', () => {
  test('and is not stored is missed, whatever it says', () => {
    for (const key of ['started', '1:done']) {
      const evidence = goodEvidence()
      const [call] = evidence.stored
      call.events = call.events.filter((event) => event.key !== key)
      expect(answeredNotifications(evidence)).toMatchObject([{ rule: 'answered', session: 'S1', callId: 'c1' }])
    }
    expect(answeredNotifications(untilEvent(3))).toMatchObject([{ what: expect.stringContaining('(ended)') }])
  })

  test('and belongs to no stored call is missed', () => {
    const evidence = { ...goodEvidence(), stored: [] }
    expect(answeredNotifications(evidence)).toHaveLength(3)
  })

  test('and came after the call was over may be passed over, a recording not', () => {
    const evidence = goodEvidence()
    evidence.carrier[0].transcript.push(told(1, 6, { call_state: 'ongoing' }), told(7, 6, { call_state: 'ongoing' }))
    expect(answeredNotifications(evidence)).toEqual([])
    evidence.carrier[0].transcript.push(told(1, 6, { call_state: 'ended', monitor_url: 'http://x.test/1.mp3' }))
    expect(answeredNotifications(evidence)).toMatchObject([{ what: expect.stringContaining('(monitor)') }])
  })

  test('and came before the call was over is missed, even for a step that had passed', () => {
    const evidence = goodEvidence()
    evidence.carrier[0].transcript.push(told(2, 3, { call_state: 'ongoing' }))
    expect(answeredNotifications(evidence)).toHaveLength(1)
  })

  test('and says nothing may be passed over', () => {
    const evidence = goodEvidence()
    evidence.carrier[0].transcript.push(told(1, 3, { call_state: 'ringing' }))
    expect(answeredNotifications(evidence)).toEqual([])
  })

  test('and told a number of an end is missed, even if it overtook the ringing', () => {
    const evidence = untilEvent(3)
    const [call] = evidence.carrier
    const url = `http://patchbay.test/hoiio/notify/${numberToken}`
    const ended = { type: 'notification', at: at(5), url, body: { call_state: 'ended' }, reply: 200 } as const
    call.transcript = [...call.transcript.slice(0, 2), asked('ivr/middle/gather', 1, 1), ended]
    expect(answeredNotifications(evidence)).toHaveLength(1)
    evidence.stored[0].started_at = new Date(began + 6_000)
    expect(answeredNotifications(evidence)).toHaveLength(1)
  })

  test('and told of a beginning may be passed over where the end was kept first', () => {
    const evidence = goodEvidence()
    const [call] = evidence.stored
    call.events = call.events.filter(({ key }) => key === 'ended')
    const missed = () => answeredNotifications(evidence).map(({ what }) => what)
    expect(missed()).not.toContainEqual(expect.stringContaining('no call was begun'))
    call.events = []
    expect(missed()).toContainEqual(expect.stringContaining('no call was begun'))
  })
})

test('a notification that was not answered 200 may be missing', () => {
  for (const reply of [502, 'timeout', 'dropped']) {
    const evidence = untilEvent(3)
    const ended = evidence.carrier[0].transcript.at(-1)
    if (ended?.type === 'notification') ended.reply = reply
    expect(answeredNotifications(evidence)).toEqual([])
  }
})
