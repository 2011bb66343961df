import type { CallEvent } from '@patchbay/flow/call'
import type { Command } from '@patchbay/flow/command'
import type { TraceEntry } from '@patchbay/flow/trace'
import { expect, test } from 'vitest'
import { describeStep } from './describe-call'

const done = (result: Extract<CallEvent, { type: 'done' }>['result']): CallEvent => ({ type: 'done', step: 1, result })
const started: CallEvent = { type: 'started' }
const left = (exit: string): TraceEntry => ({ type: 'left', node: 'a', exit })

const cases: Array<[string, CallEvent, TraceEntry[], Command[]]> = [
  ['pressed 42', done({ digits: '42' }), [left('digits')], [{ type: 'play', msg: 'Hi' }]],
  ['pressed nothing', done({}), [left('none')], [{ type: 'hangup' }]],
  ['left a message', done({ recordingUrl: 'https://x.example/a.mp3' }), [left('next')], []],
  ['the line was busy', done({ transferStatus: 'busy' }), [left('failed')], []],
  ['answered', done({ dialStatus: 'answered' }), [left('answered')], [{ type: 'play', msg: 'Hi' }]],
  [
    'hears “Welcome to ♪ us”',
    started,
    [],
    [{ type: 'gather', msg: '<speech language="en">Welcome</speech> to <url>https://x.example/a.mp3</url> us' }],
  ],
  [`hears “${'a'.repeat(60)}…”`, started, [], [{ type: 'play', msg: 'a'.repeat(61) }]],
  ['may press keys', started, [], [{ type: 'gather' }]],
  [
    'is put through to +6562220001',
    done({}),
    [left('next')],
    [{ type: 'transfer', dest: '+6562220001', onFailure: 'hangup' }],
  ],
  ['joins room Sales', done({}), [left('next')], [{ type: 'transfer', dest: 'room:Sales', onFailure: 'hangup' }]],
  ['sends an SMS to +6591110000', done({}), [left('next')], [{ type: 'sms', dest: '+6591110000', msg: 'x' }]],
  ['SMS sent', { type: 'accepted', step: 1 }, [left('sent')], []],
  [
    'carrier refused: error_dest_invalid',
    { type: 'refused', step: 1, status: 'error_dest_invalid' },
    [{ type: 'problem', code: 'refused', node: 'a', detail: 'error_dest_invalid' }],
    [],
  ],
  [
    'nothing leads on from here',
    done({ digits: '1' }),
    [left('key:1'), { type: 'problem', code: 'dead-end', node: 'a' }],
    [],
  ],
  ['told too late, or twice', done({ digits: '1' }), [{ type: 'late' }], []],
  ['the caller hung up', { type: 'ended', result: {} }, [{ type: 'over', disposition: 'caller-hung-up' }], []],
  [
    'nobody answered',
    { type: 'ended', result: { dialStatus: 'unanswered' } },
    [{ type: 'over', disposition: 'not-answered' }],
    [],
  ],
  ['Mei hung up the call', { type: 'hang-up-asked', by: 'Mei' }, [], [{ type: 'hangup', force: true }]],
  [
    'somebody hung up the call',
    { type: 'ended', result: {} },
    [{ type: 'over', disposition: 'completed', by: '' }],
    [],
  ],
  ['the recording of the call arrived', { type: 'recorded', url: 'https://x.example/a.mp3' }, [], []],
]

test.each(cases)('%s', (words, event, trace, commands) => {
  expect(
    describeStep(
      event,
      trace,
      commands.map((command) => ({ command })),
    ),
  ).toBe(words)
})
