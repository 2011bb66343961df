import attendant from '@patchbay/examples/auto-attendant.json'
import clinic from '@patchbay/examples/clinic.json'
import pin from '@patchbay/examples/pin-conference.json'
import voicemail from '@patchbay/examples/voicemail.json'
import { type Call, type CallEvent, newCall, type Result } from '@patchbay/flow/call'
import { type CallFile, readCallFile, replayCallFile, writeCallFile } from '@patchbay/flow/call-file'
import type { FlowDocument } from '@patchbay/flow/document'
import { compileFlow } from '@patchbay/flow/flow'
import { readFlowFile } from '@patchbay/flow/flow-file'
import { versionsWalked } from '@patchbay/flow/replay'
import { step } from '@patchbay/flow/step'
import { drawFlow } from '@patchbay/flow/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blocks } from './blocks'

const inner = drawFlow({
  start: { block: 'answer', to: { next: 'ask' } },
  ask: {
    block: 'gather',
    config: { keys: ['1'], message: 'Press 1 for {{ settings.who }}.' },
    to: { 'key:1': 'back' },
  },
  back: { block: 'return', config: { way: 'asked' } },
})
const outer = drawFlow({
  start: { block: 'answer', to: { next: 'go' } },
  go: {
    block: 'go-to-flow',
    config: { flow: 'the-inner-one', ways: ['asked'] },
    to: { 'way:asked': 'bye', failed: 'bye' },
  },
  bye: { block: 'hangup', config: { message: 'Bye {{ caller }}.' } },
})
const flows = { v1: { name: 'Inner', document: inner } }

function documentOf(example: object): FlowDocument {
  const { name, document } = JSON.parse(JSON.stringify(example))
  const read = readFlowFile(JSON.stringify({ name, document }))
  if (!read.ok || !read.flows[0]) throw new Error('An example can’t be read.')
  return read.flows[0].document
}
const documents = [outer, ...[attendant, clinic, pin, voicemail].map(documentOf)]

const result: fc.Arbitrary<Result> = fc.oneof(
  fc.record({ digits: fc.stringMatching(/^[0-9*]{0,4}$/) }),
  fc.constant({ recordingUrl: 'https://carrier.example/a.mp3' }),
  fc.record({ transferStatus: fc.constantFrom('answered' as const, 'busy' as const, 'unanswered' as const) }),
  fc.constant({}),
)
/** What happens next; a `late` one is about a request that was settled before. */
const happening = fc.record({
  type: fc.oneof(
    { weight: 8, arbitrary: fc.constant('done' as const) },
    fc.constantFrom('overdue' as const, 'accepted' as const, 'refused' as const, 'ended' as const, 'erased' as const),
  ),
  result,
  late: fc.oneof({ weight: 8, arbitrary: fc.constant(false) }, fc.constant(true)),
})
type Happening = typeof happening extends fc.Arbitrary<infer T> ? T : never

/** Records a call as the server does: one step for each thing that happens. */
function record(document: FlowDocument, happenings: readonly Happening[]) {
  const compiled = compileFlow(blocks, document)
  const others = new Map([['v1', compileFlow(blocks, inner)]])
  let call: Call = newCall('incoming', '+6591234567', '+6531580000')
  const steps: Array<CallFile['steps'][number]> = []
  const take = (event: CallEvent) => {
    const next = step(compiled, call, event, others)
    call = next.call
    const commands = next.commands.map((command) => ({ step: call.step, command }))
    steps.push({ event, commands, trace: next.trace })
  }
  const at = Date.UTC(2026, 10, 29, 6, 0)
  const facts = { '["flow","the-inner-one",null]': { versionId: 'v1' } }
  take({ type: 'started', at, seed: 7, facts })
  happenings.forEach((happened, index) => {
    const beside = { at: at + 1_000 * index, facts }
    if (happened.type === 'ended') take({ type: 'ended', result: {}, ...beside })
    else if (happened.type === 'erased') take({ type: 'erased', of: 1, by: 'Mei', ...beside })
    else if (happened.type === 'accepted') take({ type: 'accepted', step: call.step, ...beside })
    else if (happened.type === 'refused') take({ type: 'refused', step: call.step, status: 'error_x', ...beside })
    else take({ type: happened.type, step: call.step - (happened.late ? 1 : 0), result: happened.result, ...beside })
  })
  return steps
}

test('a recorded call comes out the same when it is walked again, from a file too', () => {
  fc.assert(
    fc.property(fc.constantFrom(...documents), fc.array(happening, { maxLength: 25 }), (document, happenings) => {
      const call = { direction: 'incoming' as const, caller: '+6591234567', called: '+6531580000' }
      const steps = record(document, happenings)
      const text = writeCallFile({ name: 'A call', call, flow: { name: 'A flow', document }, flows, steps })
      const read = readCallFile(text)
      if (!read.ok) throw new Error(read.message)
      expect(replayCallFile(blocks, read.file).map(({ same }) => same)).toEqual(steps.map(() => true))
      expect(writeCallFile(read.file)).toBe(text)
    }),
    { numRuns: 150 },
  )
})

test('another answer, another command or another way is noticed at its step', () => {
  const call = { direction: 'incoming' as const, caller: '+6591234567', called: '+6531580000' }
  const steps = record(outer, [{ type: 'done', result: { digits: '1' }, late: false }])
  expect(versionsWalked(steps)).toEqual(['v1'])
  const file = { name: '', call, flow: { name: '', document: outer }, flows, steps }
  const sameSteps = (changed: CallFile) => replayCallFile(blocks, changed).map(({ same }) => same)
  expect(sameSteps(file)).toEqual([true, true])
  expect(sameSteps({ ...file, flows: {} })).toEqual([false, false])
  expect(sameSteps({ ...file, call: { ...call, caller: '+6590000000' } })).toEqual([true, false])
  const [first, second] = steps
  if (!first || !second) throw new Error('There are two steps.')
  expect(sameSteps({ ...file, steps: [first, { ...second, commands: [] }] })).toEqual([true, false])
  expect(sameSteps({ ...file, steps: [{ ...first, trace: first.trace.slice(1) }, second] })).toEqual([false, true])
})

test.each([
  ['{', 'not JSON'],
  ['{"patchbay":"flows"}', 'has to be “call”'],
  ['{"patchbay":"call","version":1}', 'can’t be read'],
])('%s is refused in words', (text, words) => {
  const read = readCallFile(text)
  expect(read.ok ? '' : read.message).toContain(words)
})
