import type { BlockEvent, Outcome } from '@patchbay/flow/block'
import { describe, expect, test } from 'vitest'
import { badFields, exitNames, runBlock } from '../testing'
import { dial } from './dial.block'

const exit = (name: string): Outcome => ({ kind: 'exit', exit: name })

describe('what it asks for', () => {
  test.each([
    ['the number of the call when none is set', {}, { dest: '+6531580000', tell: true }],
    ['its own number', { dest: '+6561112222' }, { dest: '+6561112222', tell: true }],
    [
      'every parameter',
      { dest: '+6561112222', message: 'Hello {{ caller }}', callerId: 'private', maxDuration: 60, tag: 't' },
      { dest: '+6561112222', msg: 'Hello +6591234567', callerId: 'private', maxDuration: 60, tag: 't', tell: true },
    ],
    ['a one-way announcement', { message: 'Hi', announceOnly: true }, { dest: '+6531580000', msg: 'Hi', tell: false }],
  ])('%s', (_, config, command) => {
    expect(runBlock(dial, config, { type: 'entered' })).toEqual({ kind: 'wait', command: { type: 'dial', ...command } })
  })
})

describe('where it goes on', () => {
  const ended = (dialStatus?: 'answered' | 'busy' | 'unanswered' | 'failed'): BlockEvent => ({
    type: 'ended',
    result: dialStatus ? { dialStatus } : {},
  })
  const done: BlockEvent = { type: 'done', result: { dialStatus: 'answered' } }
  test.each<[string, Record<string, unknown>, BlockEvent, Outcome]>([
    ['answered', {}, done, exit('answered')],
    ['busy', {}, ended('busy'), exit('busy')],
    ['unanswered', {}, ended('unanswered'), exit('unanswered')],
    ['failed', {}, ended('failed'), exit('failed')],
    ['hung up while ringing', {}, ended(), { kind: 'stay' }],
    ['announced and heard', { announceOnly: true }, ended('answered'), { kind: 'stay' }],
    ['announced to nobody', { announceOnly: true }, ended('unanswered'), exit('unanswered')],
  ])('%s', (_, config, event, outcome) => {
    expect(runBlock(dial, config, event)).toEqual(outcome)
  })
})

test('exits', () => {
  expect(exitNames(dial, {})).toEqual(['answered', 'busy', 'unanswered', 'failed'])
  expect(exitNames(dial, { announceOnly: true })).toEqual(['busy', 'unanswered', 'failed'])
})

test.each([
  [{}, []],
  [{ dest: '12345' }, ['dest']],
  [{ callerId: 'nobody' }, ['callerId']],
  [{ maxDuration: 0 }, ['maxDuration']],
  [{ maxDuration: 1.5 }, ['maxDuration']],
  [{ tag: 'x'.repeat(257) }, ['tag']],
  [{ announceOnly: true }, ['message']],
])('refuses %j', (config, fields) => {
  expect(badFields(dial, config)).toEqual(fields)
})
