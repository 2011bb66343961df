import { blocksPublishing, findProblems } from '@patchbay/flow/problems'
import { drawFlow } from '@patchbay/flow/testing'
import { describe, expect, test } from 'vitest'
import { blocks } from './blocks'

type Drawn = Parameters<typeof drawFlow>[0]

const talk = { message: 'Hello' }
const desk = { to: 'number', dest: '+6562220001' }
const answer = (next: string): Drawn => ({ a: { block: 'answer', to: { next } } })
const end: Drawn = { h: { block: 'hangup' } }
const menu = (config: Record<string, string | number | string[]>, to: Record<string, string> = {}): Drawn => ({
  g: { block: 'gather', config: { ...talk, ...config }, to: { other: 'h', none: 'h', ...to } },
})

/** One flow per thing that people should know before they publish it, named by it, and the block that is to blame. */
const doubts: [string, string, Drawn][] = [
  ['unreachable', 'p', { ...answer('h'), p: { block: 'play', config: talk, to: { next: 'h' } }, ...end }],
  [
    'key-waits',
    'g',
    {
      ...answer('g'),
      ...menu({ keys: ['2', '12', '1'], maxDigits: 2 }, { 'key:1': 'h', 'key:12': 'h', 'key:2': 'h', digits: 'h' }),
      ...end,
    },
  ],
  ['transfer-can-fail', 't', { ...answer('t'), t: { block: 'transfer', config: desk } }],
  ['loop-without-limit', 'g', { ...answer('g'), ...menu({}, { none: 'g' }), ...end }],
  [
    'loop-without-limit',
    'g',
    {
      ...answer('p'),
      p: { block: 'play', config: talk, to: { next: 's' } },
      s: { block: 'sms', config: { dest: '+6562220001', text: 'x' }, to: { sent: 'g', failed: 'h' } },
      ...menu({}, { none: 'p' }),
      ...end,
    },
  ],
  [
    'loop-without-limit',
    'r',
    {
      ...answer('r'),
      r: { block: 'record', config: talk, to: { next: 's' } },
      s: { block: 'sms', config: { dest: '+6562220001', text: 'x' }, to: { sent: 'r', failed: 'h' } },
      ...end,
    },
  ],
  ['long-silence', 'g', { ...answer('g'), ...menu({ message: ' ', timeout: 9 }), ...end }],
  ['long-silence', 'g', { ...answer('g'), ...menu({ message: '', timeout: 3, attempts: 3 }), ...end }],
  ['long-silence', 'g', { ...answer('g'), ...menu({ message: '' }), ...end }],
  [
    'long-silence',
    'b',
    {
      ...answer('g'),
      ...menu({ message: '', timeout: 5 }, { none: 'm' }),
      m: { block: 'monitor', to: { next: 'b' } },
      b: { block: 'gather', config: { timeout: 4 }, to: { other: 'h', none: 'h' } },
      ...end,
    },
  ],
  ['long-silence', 'g', { ...answer('g'), ...menu({ message: '', timeout: 2 }, { other: 'g' }), ...end }],
  ['recording-without-notice', 'm', { ...answer('m'), m: { block: 'monitor', to: { next: 'h' } }, ...end }],
  [
    'recording-without-notice',
    'r',
    {
      ...answer('t'),
      t: {
        block: 'transfer',
        config: { ...desk, goOn: true, split: true },
        to: { busy: 'p', unanswered: 'r', failed: 'p' },
      },
      p: { block: 'play', config: talk, to: { next: 'r' } },
      r: { block: 'record', to: { next: 'h' } },
      ...end,
    },
  ],
]

describe('each doubt is told, and keeps no flow from being published', () => {
  test.each(doubts)('%s at %s: %#', (code, node, drawn) => {
    const problems = findProblems(blocks, drawFlow(drawn))
    expect(problems.filter((problem) => problem.code === code)).toMatchObject([{ severity: 'warning', node }])
    expect(blocksPublishing(problems)).toBe(false)
    for (const problem of problems) expect(problem.message).toMatch(/[.!?]$/)
  })
})

/** Flows that look much like those, and are as they should be. */
const fine: [string, Drawn][] = [
  [
    'keys of one length',
    {
      ...answer('g'),
      ...menu({ keys: ['10', '12'], maxDigits: 2 }, { 'key:10': 'h', 'key:12': 'h', digits: 'h' }),
      ...end,
    },
  ],
  [
    'a message that asks for the hash key',
    {
      ...answer('g'),
      ...menu(
        { message: 'Press 1 or 12, then hash.', keys: ['1', '12'], maxDigits: 2 },
        { 'key:1': 'h', 'key:12': 'h', digits: 'h' },
      ),
      ...end,
    },
  ],
  ['a room can’t be busy', { ...answer('t'), t: { block: 'transfer', config: { to: 'room' } } }],
  ['a wrong key asks again', { ...answer('g'), ...menu({}, { other: 'g' }), ...end }],
  [
    'a silent caller is asked twice',
    {
      ...answer('g'),
      ...menu({}, { none: 'b' }),
      b: { block: 'gather', config: talk, to: { other: 'g', none: 'h' } },
      ...end,
    },
  ],
  [
    'a transfer that fails is tried again from the menu',
    {
      ...answer('t'),
      t: { block: 'transfer', config: { ...desk, goOn: true }, to: { failed: 'g' } },
      ...menu({}, { other: 't' }),
      ...end,
    },
  ],
  ['eight seconds', { ...answer('g'), ...menu({ message: '', timeout: 4, attempts: 2 }), ...end }],
  [
    'a sound between two silences',
    {
      ...answer('g'),
      ...menu({ message: '', timeout: 8 }, { none: 't' }),
      t: { block: 'transfer', config: { ...desk, goOn: true }, to: { failed: 'b' } },
      b: { block: 'gather', config: { timeout: 8 }, to: { other: 'h', none: 'h' } },
      ...end,
    },
  ],
  ['a recording with a notice', { ...answer('m'), m: { block: 'monitor', config: talk, to: { next: 'h' } }, ...end }],
  [
    'a recording after a message',
    {
      ...answer('p'),
      p: { block: 'play', config: talk, to: { next: 'r' } },
      r: { block: 'record', to: { next: 'h' } },
      ...end,
    },
  ],
  [
    'a call that begins with a message',
    { d: { block: 'dial', config: talk, to: { answered: 'r' } }, r: { block: 'record', to: { next: 'h' } }, ...end },
  ],
]

test.each(fine)('no doubt: %s', (_, drawn) => {
  expect(findProblems(blocks, drawFlow(drawn))).toEqual([])
})

test('an exit for callers who press nothing says what they would hear', () => {
  const problems = findProblems(
    blocks,
    drawFlow({ ...answer('g'), g: { block: 'gather', config: talk, to: { other: 'h' } }, ...end }),
  )
  expect(problems).toMatchObject([{ code: 'exit-open', node: 'g', exit: 'none' }])
  expect(problems[0]?.message).toBe(
    '“g” leads nowhere if nobody presses a key: such a caller would only hear an apology.',
  )
})
