import type { CallEvent } from '@patchbay/flow/call'
import type { TraceEntry } from '@patchbay/flow/trace'
import { expect, test } from 'vitest'
import { countsAfter, countsOf } from './counts-of'
import { digestOf } from './digest-of'
import type { WalkedCall, WalkedEvent } from './walked-call'

const call: WalkedCall = {
  versionId: 'v1',
  direction: 'incoming',
  caller: '+6591234567',
  called: '+6531580000',
  tags: ['sales'],
  startedAt: 0,
  endedAt: 9_000,
}
const happened = (at: number, event: CallEvent, trace: TraceEntry[], dest?: string): WalkedEvent => ({
  at,
  event,
  trace,
  commands: dest === undefined ? [] : [{ command: { type: 'transfer', dest, onFailure: 'continue' } }],
})
const done = (digits: string): CallEvent => ({ type: 'done', step: 1, result: { digits } })

/** Twice at the menu, the second time by way of another flow, and gone while the desk rings. */
const events: WalkedEvent[] = [
  happened(0, { type: 'started' }, [
    { type: 'entered', node: 'start' },
    { type: 'left', node: 'start', exit: 'next' },
    { type: 'entered', node: 'menu' },
  ]),
  happened(1_000, done('9'), []),
  happened(3_000, done('1'), [
    { type: 'left', node: 'menu', exit: 'key:1', digits: '1' },
    { type: 'entered', node: 'sub' },
    { type: 'entered', node: 'pin', flow: 'v2' },
  ]),
  happened(5_000, done('4711'), [
    { type: 'left', node: 'pin', exit: 'digits', digits: '4711', flow: 'v2' },
    { type: 'problem', code: 'refused', node: 'pin', flow: 'v2' },
    { type: 'left', node: 'sub', exit: 'ok' },
    { type: 'entered', node: 'menu' },
  ]),
  happened(
    6_000,
    done('1'),
    [
      { type: 'left', node: 'menu', exit: 'key:1', digits: '1' },
      { type: 'entered', node: 'desk' },
    ],
    '+6562220001',
  ),
  happened(9_000, { type: 'ended', result: {} }, [{ type: 'over', disposition: 'caller-hung-up' }]),
]

test('a digest has what was typed in order, but nothing of private blocks', () => {
  const digest = digestOf(call, events, ({ versionId, node }) => versionId === 'v2' && node === 'pin')
  expect(digest).toEqual({
    keys: ['9', '1', '1'],
    tags: ['sales'],
    problems: ['refused'],
    words: '6591234567 91234567 6531580000 31580000 9 1 sales',
  })
  expect(digestOf(call, events, () => false).keys).toEqual(['9', '1', '4711', '1'])
})

test('blocks are counted where they were walked, with exits, stays and where the caller gave up', () => {
  const { blocks } = countsOf(call, events)
  const of = (versionId: string, node: string) =>
    Object.fromEntries(
      blocks.filter((it) => it.versionId === versionId && it.node === node).map((it) => [it.what, it.n]),
    )
  expect(of('v1', 'start')).toEqual({ calls: 1, in: 1, 'exit:next': 1, 'time:0': 1 })
  expect(of('v1', 'menu')).toEqual({ calls: 1, in: 2, 'exit:key:1': 2, 'time:19': 1, 'time:12': 1 })
  expect(of('v2', 'pin')).toEqual({ calls: 1, in: 1, 'exit:digits': 1, problem: 1, 'time:16': 1 })
  expect(of('v1', 'sub')).toEqual({ calls: 1, in: 1, 'exit:ok': 1, 'time:16': 1 })
  expect(of('v1', 'desk')).toEqual({ calls: 1, in: 1, drop: 1, 'time:19': 1 })
})

test('a call is counted once, and each key that was chosen once', () => {
  expect(Object.fromEntries(countsOf(call, events).calls.map(({ what, n }) => [what, n]))).toEqual({
    calls: 1,
    'outcome:caller-hung-up': 1,
    'direction:incoming': 1,
    'key:menu:1': 1,
    'transfer:given-up': 1,
    'time:25': 1,
    seconds: 9,
  })
})

test('a bill that comes late adds itself and nothing else', () => {
  const bill = { minutes: 1, currency: 'SGD', debit: '0.036' }
  const late = happened(60_000, { type: 'ended', result: { bill, transferStatus: 'busy' } }, [{ type: 'late' }])
  expect(countsAfter(countsOf(call, events), countsOf(call, [...events, late]))).toEqual({
    calls: [
      { versionId: 'v1', what: 'minutes:SGD', n: 1 },
      { versionId: 'v1', what: 'debit:SGD', n: 0.036 },
    ],
    blocks: [],
  })
})

test.each([
  ['answered', '+6562220001', { 'transfer:answered': 1 }],
  ['busy', '+6562220001', { 'transfer:busy': 1 }],
  [undefined, 'room:help', {}],
] as const)('a transfer that is %s, to %s', (transferStatus, dest, counted) => {
  const told = [
    happened(0, { type: 'started' }, [{ type: 'entered', node: 'desk' }], dest),
    happened(1, { type: 'ended', result: transferStatus ? { transferStatus } : {} }, [
      { type: 'over', disposition: 'transferred' },
    ]),
  ]
  const transfers = countsOf(call, told).calls.filter(({ what }) => what.startsWith('transfer:'))
  expect(Object.fromEntries(transfers.map(({ what, n }) => [what, n]))).toEqual(counted)
})
