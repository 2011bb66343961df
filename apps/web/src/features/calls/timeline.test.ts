import { blocks } from '@patchbay/blocks/blocks'
import { type CallEvent, newCall } from '@patchbay/flow/call'
import type { FlowDocument } from '@patchbay/flow/document'
import { compileFlow } from '@patchbay/flow/flow'
import { step } from '@patchbay/flow/step'
import { drawFlow } from '@patchbay/flow/testing'
import { expect, test } from 'vitest'
import type { Outputs } from '../../app/trpc'
import { gapBetween, spanOf } from './gap'
import { momentOfBlock } from './moment-of-block'
import { walkedIn } from './path'
import { ringScript } from './ring-script'
import { timelineOf } from './timeline'
import { WalkedFlows } from './walked-flows'

const inner = drawFlow({
  start: { block: 'answer', to: { next: 'ask' } },
  ask: {
    block: 'gather',
    name: 'Language',
    config: { keys: ['1'], maxDigits: 1, message: 'Press 1.' },
    to: { 'key:1': 'back' },
  },
  back: { block: 'return', config: { way: 'chosen' } },
})
const outer = drawFlow({
  start: { block: 'answer', to: { next: 'note' } },
  note: { block: 'set', name: 'Note', config: { values: [{ name: 'x', value: '1', as: 'text' }] }, to: { next: 'go' } },
  go: {
    block: 'go-to-flow',
    name: 'Ask',
    config: { flow: 'f2', ways: ['chosen'] },
    to: { 'way:chosen': 'look', failed: 'bye' },
  },
  look: {
    block: 'request',
    name: 'Look up',
    config: { url: 'https://shop.example/{{ secret.key }}' },
    to: { success: 'speak', failed: 'bye' },
  },
  speak: { block: 'record', name: 'Voicemail', config: { message: 'Speak.' }, to: { next: 'bye' } },
  bye: { block: 'hangup', name: 'Bye', config: { message: 'Goodbye.' } },
})
const drawn = (versionId: string, flowName: string, document: FlowDocument) => ({
  versionId,
  flowId: `f-${versionId}`,
  flowName,
  number: 1,
  document,
})
const flows = new WalkedFlows('v1', [drawn('v1', 'Bakery', outer), drawn('v2', 'Which language', inner)])

const zero = Date.UTC(2026, 10, 29, 6, 0)
const facts = { '["flow","f2",null]': { versionId: 'v2' } }
const told: Array<[at: number, CallEvent]> = [
  [0, { type: 'started', at: zero, facts }],
  [4_200, { type: 'done', step: 1, result: { digits: '1' } }],
  [8_200, { type: 'done', step: 2, result: { response: { kind: 'answered', status: 200, body: null } } }],
  [16_200, { type: 'done', step: 3, result: { recordingUrl: 'https://carrier.example/a.mp3' } }],
  [17_000, { type: 'ended', result: {} }],
  [86_400_000, { type: 'erased', of: 4, by: 'Mei' }],
]

/** The events as the log has them. */
function recorded(): Outputs['calls']['get']['events'] {
  let call = newCall('incoming', '+6591234567', '+6531580000')
  const others = new Map([['v2', compileFlow(blocks, inner)]])
  const main = compileFlow(blocks, outer)
  const rows = told.map(([at, event], index) => {
    const next = step(main, call, event, others)
    call = next.call
    const commands = next.commands.map((command) => ({ step: call.step, command }))
    return {
      seq: index + 1,
      at: new Date(zero + at).toISOString(),
      key: `${index}`,
      event,
      trace: next.trace,
      commands,
    }
  })
  return JSON.parse(JSON.stringify(rows))
}

const head = {
  id: '01a2275c-69c0-7fd8-b433-6b1f9f3ff9ee',
  direction: 'incoming' as const,
  caller: '+6591234567',
  called: '+6531580000',
  phase: 'over' as const,
  disposition: 'completed' as const,
  flowId: 'f-v1',
  flowName: 'Bakery',
  version: 1,
  where: null,
  last: '',
  broken: false,
  tags: [],
  numberId: null,
  keys: null,
  problems: null,
  hangingUp: false,
  seq: 1,
  at: null,
  walked: [],
  startedAt: new Date(zero).toISOString(),
  endedAt: new Date(zero + 17_000).toISOString(),
  bill: null,
  session: null,
  txnRef: null,
  versionId: 'v1',
  updatedAt: new Date(zero).toISOString(),
}

test('tells what happened, in which block of which flow, and what lay between', () => {
  const { moments } = timelineOf(head, recorded(), flows)
  expect(moments.map(({ title, where, gap }) => [title, where, gap?.words])).toEqual([
    ['Rang', undefined, undefined],
    ['Heard “Press 1.”', 'Language” of “Which language', undefined],
    ['Pressed', 'Language” of “Which language', '4.2 s to listen and think'],
    [expect.stringMatching(/^GET https:\/\/shop\.example\/•••$/), 'Look up', undefined],
    ['When it succeeds', 'Look up', '4.0 s of silence until the other server answered'],
    ['Heard “Speak.”, then the tone', 'Voicemail', undefined],
    ['Left a message', 'Voicemail', '8.0 s of the prompt and the caller’s message'],
    ['Heard “Goodbye.”, then we hung up', 'Bye', undefined],
    ['The call ended', undefined, '0.8 s of speech, until the line was cut'],
    ['Recording deleted', undefined, '23 h 59 min after the call'],
  ])
  expect(moments.map(({ seq }) => seq)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 6])
  expect(moments[3]?.answer).toEqual({ response: { kind: 'answered', status: 200, body: null } })
  expect(moments[0]?.facts).toEqual(facts)
})

test('the path goes through both flows, by lines where there are some', () => {
  const { moments, path } = timelineOf(head, recorded(), flows)
  expect(path.map(({ flow, node }) => `${flow}:${node}`)).toEqual([
    'v1:start',
    'v1:note',
    'v1:go',
    'v2:start',
    'v2:ask',
    'v2:back',
    'v1:look',
    'v1:speak',
    'v1:bye',
  ])
  const lineTo = (document: FlowDocument, node: string) =>
    Object.entries(document.edges).find(([, { to, exit }]) => to === node && exit !== 'failed')?.[0] ?? null
  expect(path.map(({ line }) => line)).toEqual([
    null,
    lineTo(outer, 'note'),
    lineTo(outer, 'go'),
    null,
    lineTo(inner, 'ask'),
    lineTo(inner, 'back'),
    lineTo(outer, 'look'),
    lineTo(outer, 'speak'),
    lineTo(outer, 'bye'),
  ])
  expect([...walkedIn(path, moments[1]?.hops ?? 0, 'v1').nodes.keys()]).toEqual(['start', 'note', 'go'])
  expect([...walkedIn(path, path.length, 'v2').nodes.keys()]).toEqual(['start', 'ask', 'back'])
})

test('a block leads to its next moment, and one without words to where the call had come to it', () => {
  const { moments, path } = timelineOf(head, recorded(), flows)
  const go = (flow: string, node: string, at: number) => momentOfBlock(moments, path, { flow, node }, at)
  expect(go('v2', 'ask', -1)).toBe(1)
  expect(go('v2', 'ask', 1)).toBe(2)
  expect(go('v2', 'ask', 2)).toBe(1)
  expect(go('v1', 'note', 0)).toBe(1)
  expect(go('v2', 'note', 0)).toBeNull()
})

test('people’s part of it can be done again: keys, the end of a message, nothing that was waited out', () => {
  expect(ringScript(recorded())).toEqual([
    { step: 1, during: 'gather', afterMs: 4_200, do: 'keys', digits: '1' },
    { step: 3, during: 'record', afterMs: 8_000, do: 'keys', digits: '#' },
  ])
})

test('spans are told as people tell them', () => {
  expect([0, 4_249, 59_940, 59_960, 72_000, 7_500_000].map(spanOf)).toEqual([
    '0.0 s',
    '4.2 s',
    '59.9 s',
    '1 min 0 s',
    '1 min 12 s',
    '2 h 5 min',
  ])
})

test('a silence is told of from two seconds on, and only where nobody was heard', () => {
  const at = (ms: number) => new Date(zero + ms).toISOString()
  const done: CallEvent = { type: 'done', step: 1, result: {} }
  const sms = { type: 'sms', dest: '+6591110000', msg: 'Hi' } as const
  expect(gapBetween(at(0), at(400), sms, done)).toBeUndefined()
  expect(gapBetween(at(0), at(1_900), sms, done)).toMatchObject({ silent: false })
  expect(gapBetween(at(0), at(2_000), sms, done)).toMatchObject({ silent: true })
  expect(gapBetween(at(0), at(9_000), { type: 'play', msg: 'Hi' }, done)).toMatchObject({ silent: false })
  expect(gapBetween(at(0), at(9_000), { type: 'gather' }, done)).toMatchObject({ silent: true })
})
