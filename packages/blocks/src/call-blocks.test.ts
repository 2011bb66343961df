import { type CallEvent, newCall } from '@patchbay/flow/call'
import { compileFlow } from '@patchbay/flow/flow'
import { findProblems } from '@patchbay/flow/problems'
import { step } from '@patchbay/flow/step'
import { drawFlow } from '@patchbay/flow/testing'
import { apology } from '@patchbay/flow/trace'
import { describe, expect, test } from 'vitest'
import { blocks } from './blocks'

type Drawn = Parameters<typeof drawFlow>[0]

const started: CallEvent = { type: 'started' }
const done = (step: number, result = {}): CallEvent => ({ type: 'done', step, result })
const refused = (step: number, status: string): CallEvent => ({ type: 'refused', step, status })
const ended = (result = {}): CallEvent => ({ type: 'ended', result })

/** Takes a call through events: what was asked for in all, the trace of the last step, and the call after it. */
function walk(drawn: Drawn, events: CallEvent[]) {
  const flow = compileFlow(blocks, drawFlow(drawn))
  let call = newCall('incoming', '+6591234567', '+6531580000')
  const steps = events.map((event) => {
    const result = step(flow, call, event)
    call = result.call
    return result
  })
  return { call, asked: steps.flatMap(({ commands }) => commands), trace: steps.at(-1)?.trace ?? [] }
}

const url = 'https://r/9.mp3'
const answer = (next: string): Drawn => ({ a: { block: 'answer', to: { next } } })
const bye: Drawn = { h: { block: 'hangup', config: { message: 'Bye' } } }

const menu: Drawn = {
  ...answer('m'),
  m: {
    block: 'menu',
    name: 'Main menu',
    config: { message: 'Press 1.', choices: [{ key: '1', label: 'Sales' }], invalid: 'No.', silent: 'Hello?' },
    to: { 'key:1': 's', invalid: 'h', none: 'h' },
  },
  s: { block: 'play', config: { message: '{{ main_menu.choice }}' }, to: { next: 'm' } },
  ...bye,
}

const voicemail: Drawn = {
  ...answer('v'),
  v: {
    block: 'voicemail',
    name: 'Voicemail',
    config: { message: 'Speak.', review: true, tell: 'sms', to: '+6591110000', thanks: 'Thank you.' },
    to: { left: 's', none: 'h', failed: 's' },
  },
  s: { block: 'sms', config: { dest: '+6592220000', text: '{{ voicemail.url }}' }, to: { sent: 'h', failed: 'h' } },
  ...bye,
}

const list: Drawn = {
  ...answer('l'),
  l: {
    block: 'call-list',
    config: {
      numbers: [
        { id: 'a', number: '+6562220001', label: 'Mei', message: 'I try Mei.' },
        { id: 'b', number: '+6562220002', label: 'Tan', message: '' },
      ],
    },
    to: { nobody: 'h' },
  },
  ...bye,
}

const room = (config: Record<string, string | boolean>, to: Record<string, string> = {}): Drawn => ({
  ...answer('c'),
  c: { block: 'conference', config, to },
  ...bye,
})

test.each([
  ['a menu', menu],
  ['voicemail', voicemail],
  ['a list', list],
  ['a room', room({ room: 'Weekly', goOn: true }, { failed: 'h' })],
])('%s has no problems as it is meant to be drawn', (_, drawn) => {
  expect(findProblems(blocks, drawFlow(drawn)).filter(({ code }) => code !== 'unreachable')).toEqual([])
})

describe('a menu', () => {
  test('counts each mistake by itself, and begins anew when a caller comes back', () => {
    const { asked, call } = walk(menu, [
      started,
      done(1, { digits: '9' }),
      done(2, { digits: '' }),
      done(3, { digits: '1' }),
      done(4),
      done(5, { digits: '9' }),
    ])
    expect(asked.map((command) => 'msg' in command && command.msg)).toEqual([
      'Press 1.',
      'No. Press 1.',
      'Hello? Press 1.',
      'Sales',
      'Press 1.',
      'No. Press 1.',
    ])
    expect(call.memory).toEqual({ m: { wrong: 1, silent: 0 } })
  })
  test.each([
    ['9', 'invalid'],
    ['', 'none'],
  ])('that is answered by “%s” twice more is left by “%s”, and forgets', (digits, exit) => {
    const { trace, call, asked } = walk(menu, [started, ...[1, 2, 3].map((at) => done(at, { digits }))])
    expect(trace).toContainEqual(expect.objectContaining({ type: 'left', exit }))
    expect(asked.map(({ type }) => type)).toEqual(['gather', 'gather', 'gather', 'hangup'])
    expect(call.memory).toEqual({})
  })
})

describe('voicemail', () => {
  const types = (events: CallEvent[]) => walk(voicemail, [started, ...events]).asked.map(({ type }) => type)
  const left = done(1, { recordingUrl: url })
  test('records, plays back, tells, thanks and goes on', () => {
    const events = [left, done(2, { digits: '1' }), { type: 'accepted', step: 3 } as const, done(4)]
    const { asked, call } = walk(voicemail, [started, ...events])
    expect(asked.map(({ type }) => type)).toEqual(['record', 'gather', 'sms', 'play', 'sms'])
    expect(asked[2]).toMatchObject({ msg: `+6591234567 left a message: ${url}` })
    expect(asked[4]).toMatchObject({ msg: url })
    expect(call.memory).toEqual({})
  })
  test('is told of after the call, too, and what needs no call goes on', () => {
    const taken: CallEvent = { type: 'accepted', step: 2 }
    const { asked, call } = walk(voicemail, [started, ended({ recordingUrl: url }), taken])
    expect(asked.map(({ type }) => type)).toEqual(['record', 'sms', 'sms'])
    expect(asked[2]).toMatchObject({ msg: url })
    expect(call).toMatchObject({ phase: 'over', disposition: 'caller-hung-up', memory: {} })
  })
  test.each([['error_session_ended'], ['error_invalid_session']])(
    'is told of when %s is how we learn that the caller has gone, and once only',
    (status) => {
      expect(types([left, refused(2, status)])).toEqual(['record', 'gather', 'sms'])
      expect(types([left, refused(2, status), ended()])).toEqual(['record', 'gather', 'sms'])
      expect(types([left, ended(), refused(2, status)])).toEqual(['record', 'gather', 'sms'])
    },
  )
  test('tells nothing of a caller who said nothing', () => {
    expect(types([ended()])).toEqual(['record'])
    expect(types([done(1)])).toEqual(['record', 'hangup'])
  })
  test('of which nobody can be told goes on with the recording, and the log says so', () => {
    const { asked, trace } = walk(voicemail, [started, left, done(2, { digits: '' }), refused(3, 'error_dest_invalid')])
    expect(asked.at(-1)).toMatchObject({ type: 'sms', dest: '+6592220000', msg: url })
    expect(trace).toContainEqual(expect.objectContaining({ type: 'problem', code: 'refused' }))
    expect(trace).toContainEqual(expect.objectContaining({ type: 'left', exit: 'failed', why: 'error_dest_invalid' }))
  })
})

describe('a list of numbers', () => {
  const busy = { transferStatus: 'busy' }
  test('goes on with the next after one that is busy, and one that the carrier refuses', () => {
    const { asked, call } = walk(list, [started, done(1, busy), refused(2, 'error_dest_not_supported')])
    expect(asked.map((command) => ('dest' in command ? command.dest : command.type))).toEqual([
      '+6562220001',
      '+6562220002',
      'hangup',
    ])
    expect(call.memory).toEqual({})
  })
  test('ends with whoever answers', () => {
    const { asked, call } = walk(list, [started, done(1, busy), ended({ transferStatus: 'answered' })])
    expect(asked).toHaveLength(2)
    expect(call).toMatchObject({ phase: 'over', disposition: 'transferred', memory: {} })
  })
  test('rings nobody more when the caller gives up', () => {
    const { asked, call } = walk(list, [started, ended({ transferStatus: 'unanswered' }), refused(1, 'late')])
    expect(asked).toHaveLength(1)
    expect(call).toMatchObject({ disposition: 'caller-hung-up' })
  })
})

describe('a room', () => {
  test('that is full goes on in the flow', () => {
    const full = done(1, { transferStatus: 'failed' })
    const { asked } = walk(room({ room: 'Weekly', goOn: true }, { failed: 'h' }), [started, full])
    expect(asked).toMatchObject([{ dest: 'room:Weekly', onFailure: 'continue' }, { msg: 'Bye' }])
  })
  test.each([
    ['an apology', {}, {}, apology],
    ['the exit for that', { goOn: true }, { failed: 'h' }, 'Bye'],
  ])('without a name leads to %s, and opens no other room', (_, config, to, msg) => {
    const { asked, trace } = walk(room({ room: '{{ digits }}', ...config }, to), [started])
    expect(asked).toMatchObject([{ type: 'play', msg }])
    expect(trace).toContainEqual({
      type: 'problem',
      code: 'unable',
      node: 'c',
      detail: 'no room can be called “”',
    })
  })
})
