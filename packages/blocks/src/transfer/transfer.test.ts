import { describe, expect, test } from 'vitest'
import { badFields, exitNames, runBlock } from '../testing'
import { transfer } from './transfer.block'

describe('what it asks for', () => {
  test.each([
    [{ dest: '+6561112222' }, { dest: '+6561112222', onFailure: 'hangup' }],
    [
      { dest: '+6561112222', goOn: true, callerId: '{{ caller }}', message: 'Wait', tag: 't' },
      { dest: '+6561112222', onFailure: 'continue', callerId: '+6591234567', msg: 'Wait', tag: 't' },
    ],
    [
      { to: 'room', room: 'Weekly' },
      { dest: 'room:Weekly', onFailure: 'hangup' },
    ],
    [{ to: 'room' }, { dest: 'room:', onFailure: 'hangup' }],
  ])('%j', (config, command) => {
    expect(runBlock(transfer, config, { type: 'entered' })).toEqual({
      kind: 'wait',
      command: { type: 'transfer', ...command },
    })
  })
})

describe('where a failed transfer goes on', () => {
  test.each([
    [{ goOn: true }, 'busy', 'failed'],
    [{ goOn: true }, 'unanswered', 'failed'],
    [{ goOn: true, split: true }, 'busy', 'busy'],
    [{ goOn: true, split: true }, 'unanswered', 'unanswered'],
    [{ goOn: true, split: true }, 'failed', 'failed'],
  ] as const)('%j, %s → %s', (config, transferStatus, exit) => {
    expect(runBlock(transfer, config, { type: 'done', result: { transferStatus } })).toEqual({
      kind: 'exit',
      exit,
      result: { status: transferStatus },
    })
    expect(exitNames(transfer, config)).toContain(exit)
  })
  test('without “go on”, nothing follows', () => {
    expect(exitNames(transfer, { split: true })).toEqual([])
    expect(runBlock(transfer, {}, { type: 'ended', result: { transferStatus: 'answered' } })).toEqual({ kind: 'stay' })
  })
})

test.each([
  [{ dest: '+6561112222' }, []],
  [{ dest: '' }, ['dest']],
  [{ dest: 'my mother' }, ['dest']],
  [{ dest: '+65{{ digits }}' }, []],
  [{ to: 'room', room: 'no spaces' }, ['room']],
  [{ to: 'room', room: 'x'.repeat(33) }, ['room']],
])('refuses %j', (config, fields) => {
  expect(badFields(transfer, config)).toEqual(fields)
})
