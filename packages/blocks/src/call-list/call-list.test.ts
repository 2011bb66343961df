import type { BlockEvent } from '@patchbay/flow/block'
import type { LegStatus } from '@patchbay/flow/call'
import { describe, expect, test } from 'vitest'
import { badFields, runBlock } from '../testing'
import { callList } from './call-list.block'

const mei = { id: 'a', number: '+6562220001', label: 'Mei', message: 'I try Mei.' }
const tan = { id: 'b', number: '+6562220002', label: 'Tan', message: '' }
const weekdays = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }]
const failed = (transferStatus: LegStatus): BlockEvent => ({ type: 'done', result: { transferStatus } })
const refused: BlockEvent = { type: 'refused', status: 'error_dest_invalid' }
/** What is tried when, and how it is left, if every number fails so. */
function tries(config: Record<string, unknown>, event: BlockEvent, at?: number): unknown[] {
  const view = at === undefined ? {} : { at }
  const tried: unknown[] = []
  let outcome = runBlock(callList, config, { type: 'entered' }, view)
  while (outcome.kind === 'wait' && tried.length < 200) {
    tried.push('dest' in outcome.command && outcome.command.dest)
    outcome = runBlock(callList, config, event, { ...view, memory: outcome.memory ?? null })
  }
  return [...tried, outcome]
}
const nobody = (status: string, { number, label } = tan) => ({
  kind: 'exit',
  exit: 'nobody',
  result: { status, number, label },
  memory: null,
})

test('rings with a message of its own, and goes on when it fails', () => {
  const config = { numbers: [mei, tan], callerId: '{{ caller }}', tag: 't' }
  expect(runBlock(callList, config, { type: 'entered' })).toEqual({
    kind: 'wait',
    command: {
      type: 'transfer',
      dest: '+6562220001',
      onFailure: 'continue',
      msg: 'I try Mei.',
      callerId: '+6591234567',
      tag: 't',
    },
    memory: { turn: 0, number: '+6562220001' },
  })
})

describe('who is rung', () => {
  const numbers = [mei, tan]
  test.each<[string, Record<string, unknown>, BlockEvent, unknown[]]>([
    ['each once', { numbers }, failed('busy'), [mei.number, tan.number, nobody('busy')]],
    [
      'each twice',
      { numbers, rounds: 2 },
      failed('unanswered'),
      [mei.number, tan.number, mei.number, tan.number, nobody('unanswered')],
    ],
    ['those after one that is refused', { numbers }, refused, [mei.number, tan.number, nobody('failed')]],
    [
      'whoever a variable names',
      { numbers: [{ ...mei, number: '{{ caller }}' }] },
      failed('failed'),
      ['+6591234567', nobody('failed', { ...mei, number: '+6591234567' })],
    ],
    [
      'nobody whom it does not',
      { numbers: [{ ...mei, number: '{{ nothing }}' }, tan, { ...mei, number: 'x{{ caller }}' }] },
      failed('busy'),
      [tan.number, nobody('busy')],
    ],
    ['nobody at all', { numbers: [] }, failed('busy'), [nobody('failed', { ...tan, number: '', label: '' })]],
  ])('%s', (_, config, event, expected) => {
    expect(tries(config, event)).toEqual(expected)
  })

  test.each([
    ['a weekday', '2026-11-24T10:00:00+08:00', [mei.number, tan.number]],
    ['a night', '2026-11-24T20:00:00+08:00', [tan.number]],
    ['a Sunday', '2026-11-22T10:00:00+08:00', [tan.number]],
  ])('only those who have hours then: on %s', (_, at, expected) => {
    const config = { numbers: [{ ...mei, weekly: weekdays }, tan] }
    expect(tries(config, failed('busy'), Date.parse(at)).slice(0, -1)).toEqual(expected)
  })

  test('nobody more once somebody has answered, or the caller has gone', () => {
    const memory = { turn: 0, number: mei.number }
    const gone = { type: 'ended' as const, result: { transferStatus: 'answered' as const } }
    expect(runBlock(callList, { numbers }, gone, { memory, over: true })).toEqual({ kind: 'stay', memory: null })
    expect(runBlock(callList, { numbers }, refused, { memory, over: true })).toEqual({ kind: 'stay', memory: null })
  })
})

test.each([
  ['one number', { numbers: [mei] }, []],
  ['none', {}, ['numbers']],
  ['a row without a number', { numbers: [{ ...mei, number: '' }] }, ['numbers']],
  ['a name for a number', { numbers: [{ ...mei, number: 'Mei' }] }, ['numbers']],
  ['hours that are no time', { numbers: [{ ...mei, weekly: [{ days: [1], from: '9', to: '18:00' }] }] }, ['numbers']],
  ['half a variable', { numbers: [{ ...mei, message: '{{ caller' }] }, ['numbers']],
  ['six rounds', { numbers: [mei], rounds: 6 }, ['rounds']],
  ['a zone that is none', { numbers: [mei], zone: 'Mars' }, ['zone']],
])('%s: %#', (_, config, fields) => {
  expect(badFields(callList, config)).toEqual(fields)
})

test('a number that is listed twice is only a doubt', () => {
  expect(callList.bind({ numbers: [mei, { ...tan, number: mei.number }] }).problems()).toMatchObject([
    { code: 'number-twice', warning: true },
  ])
})
