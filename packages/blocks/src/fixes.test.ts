import { documentSchema, documentVersion, type FlowDocument } from '@patchbay/flow/document'
import { applyEdit } from '@patchbay/flow/edit'
import { findProblems, type Problem } from '@patchbay/flow/problems'
import { drawFlow } from '@patchbay/flow/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blocks } from './blocks'

const talk = { message: 'Hello' }

function mend(document: FlowDocument, { fix }: Problem): FlowDocument {
  return (fix?.edits ?? []).reduce(applyEdit, document)
}

const same = (one: Problem) => (other: Problem) =>
  one.code === other.code && one.node === other.node && one.exit === other.exit

const flow = drawFlow({
  a: { block: 'answer', to: { next: 'g' } },
  g: {
    block: 'gather',
    config: { ...talk, keys: ['1', '1'] },
    to: { 'key:1': 't', other: 'ghost', none: 'g', gone: 'p' },
  },
  t: { block: 'transfer', config: { dest: '+6562220001' } },
  p: { block: 'play', config: talk, to: { next: 'a' } },
  b: { block: 'answer', to: { next: 'p' } },
  s: { block: 'sms', config: { dest: '+6562220001', text: 'x' } },
})
const twice: FlowDocument = { ...flow, edges: { ...flow.edges, again: { from: 'a', exit: 'next', to: 't' } } }

describe('what mends each problem', () => {
  test.each([
    ['second-start', 'b', 'Delete the block'],
    ['unreachable', 's', 'Delete the block'],
    ['line-nowhere', 'g', 'Delete the line'],
    ['unknown-exit', 'g', 'Delete the line'],
    ['exit-twice', 'a', 'Delete the line'],
    ['into-start', 'a', 'Delete the line'],
    ['exit-open', 's', 'Hang up here'],
    ['transfer-can-fail', 't', 'Go on when it fails'],
    ['key-twice', 'g', 'List it once'],
  ])('%s at %s: %s', (code, node, label) => {
    const problem = findProblems(blocks, twice).find((each) => each.code === code && each.node === node)
    expect(problem?.fix?.label).toBe(label)
  })
  test('of two lines from one exit the one stays that calls follow', () => {
    const problem = findProblems(blocks, twice).find(({ code }) => code === 'exit-twice')
    expect(problem && mend(twice, problem).edges).toHaveProperty('again')
  })
  test('a menu that goes round in silence hangs up instead, beside the menu', () => {
    const round = drawFlow({
      a: { block: 'answer', to: { next: 'g' } },
      g: { block: 'gather', config: talk, to: { other: 'g', none: 'g' } },
      'hangup-1': { block: 'hangup', name: 'Hang up', to: {} },
    })
    const problem = findProblems(blocks, round).find(({ code }) => code === 'loop-without-limit')
    const after = problem ? mend(round, problem) : round
    expect(after.nodes['hangup-2']).toMatchObject({ block: 'hangup', name: 'Hang up 2' })
    expect(after.ui.positions['hangup-2']).toEqual({ x: 640, y: 0 })
    expect(Object.values(after.edges)).toContainEqual({ from: 'g', exit: 'none', to: 'hangup-2' })
    expect(Object.values(after.edges)).not.toContainEqual({ from: 'g', exit: 'none', to: 'g' })
  })
  test('nothing offers to hang up where there is no call', () => {
    const over = drawFlow({
      d: { block: 'dial', config: talk, to: { answered: 's', busy: 's' } },
      s: { block: 'sms', config: { dest: '+6562220001', text: 'x' } },
    })
    const open = findProblems(blocks, over).filter(({ code }) => code === 'exit-open')
    expect(open.map(({ fix }) => fix)).toEqual([undefined, undefined])
  })
})

const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'hangup-1', 'constructor')
const key = fc.oneof(fc.constantFrom('1', '2', '12', '#'), fc.string({ maxLength: 70 }))
const config = fc.record(
  {
    message: fc.constantFrom('', 'Hello', 'x'.repeat(1_001), '{{ nobody }}'),
    keys: fc.array(key, { maxLength: 4 }),
    maxDigits: fc.constantFrom(null, 0, 1, 2, 300),
    timeout: fc.constantFrom(null, 2, 5, -1, 0.3),
    dest: fc.constantFrom('', '+6562220001', 'mother'),
    to: fc.constantFrom('number', 'room', 'moon'),
    goOn: fc.boolean(),
    split: fc.boolean(),
    tooMany: fc.boolean(),
    announceOnly: fc.boolean(),
  },
  { requiredKeys: [] },
)
const node = fc.record({
  block: fc.constantFrom(...Object.keys(blocks), 'teleport'),
  name: fc.constantFrom('', 'Hang up', 'x'.repeat(80)),
  config,
})
const exit = fc.constantFrom(
  'next',
  'none',
  'other',
  'digits',
  'key:1',
  'failed',
  'sent',
  'busy',
  'answered',
  'too-many',
)
const place = fc.record({ x: fc.constantFrom(0, 320, 1e7), y: fc.constantFrom(0, 240) })
const document: fc.Arbitrary<FlowDocument> = fc.record({
  version: fc.constant(documentVersion),
  nodes: fc.dictionary(id, node, { maxKeys: 10, noNullPrototype: true }),
  edges: fc
    .array(fc.record({ from: id, exit, to: id }), { maxLength: 30 })
    .map((edges) => Object.fromEntries(edges.map((edge, index) => [`line-${index + 1}`, edge]))),
  settings: fc.constant({}),
  language: fc.constant('en'),
  ui: fc.record({
    positions: fc.dictionary(id, place, { noNullPrototype: true }),
    notes: fc.constant({}),
    groups: fc.constant({}),
  }),
})

test('any fix leaves a document that reads, without the problem that it was for', () => {
  let mended = 0
  fc.assert(
    fc.property(document, (drawn) => {
      for (const problem of findProblems(blocks, drawn)) {
        if (!problem.fix) continue
        mended++
        const after = mend(drawn, problem)
        expect(documentSchema.safeParse(after).success).toBe(true)
        expect(findProblems(blocks, after).filter(same(problem))).toEqual([])
      }
    }),
    { numRuns: 500 },
  )
  expect(mended).toBeGreaterThan(500)
})

test('the same document gives the same problems with the same fixes', () => {
  fc.assert(
    fc.property(document, (drawn) => {
      expect(findProblems(blocks, structuredClone(drawn))).toEqual(findProblems(blocks, drawn))
    }),
  )
})
