import { type Call, type CallEvent, newCall } from '@patchbay/flow/call'
import type { FlowDocument } from '@patchbay/flow/document'
import { compileFlow, type Flow } from '@patchbay/flow/flow'
import { factKey } from '@patchbay/flow/query'
import { beginStep, step } from '@patchbay/flow/step'
import { drawFlow } from '@patchbay/flow/testing'
import { walkLimits } from '@patchbay/flow/trace'
import { describe, expect, test } from 'vitest'
import { blocks } from './blocks'

const started: CallEvent = { type: 'started' }
const done = (step: number, result = {}): CallEvent => ({ type: 'done', step, result })
const ended: CallEvent = { type: 'ended', result: {} }

/** Takes a call through events; other flows are published under their own names as version ids. */
function walk(document: FlowDocument, events: CallEvent[], others: Record<string, FlowDocument> = {}) {
  const main = compileFlow(blocks, document)
  const flows = new Map<string, Flow>(Object.entries(others).map(([name, drawn]) => [name, compileFlow(blocks, drawn)]))
  const facts = Object.fromEntries(
    Object.keys(others).map((name) => [factKey({ type: 'flow', flow: name, version: null }), { versionId: name }]),
  )
  let call: Call = newCall('incoming', '+6591234567', '+6531580000')
  const steps = events.map((event) => {
    const result = step(main, call, { ...event, facts }, flows)
    call = result.call
    return result
  })
  return { call, steps, commands: steps.map((each) => each.commands.map(({ type }) => type)), last: steps.at(-1) }
}

describe('the way for faults', () => {
  const flow = drawFlow({
    a: { block: 'answer', to: { next: 'p' } },
    p: { block: 'play', name: 'Greeting', config: { message: 'Hello' } },
    e: { block: 'on-error', to: { next: 's' } },
    s: {
      block: 'sms',
      config: { dest: '+6591110000', text: '{{ error.code }} at {{ error.block }}' },
      to: { sent: 'h' },
    },
    h: { block: 'hangup', config: { message: 'Please call later.' } },
  })
  test('is taken at a dead end, once, and knows where it broke', () => {
    const { steps, commands, last } = walk(flow, [started, done(1), { type: 'accepted', step: 2 }, ended])
    expect(commands).toEqual([['play'], ['sms'], ['hangup'], []])
    expect(steps[1]?.commands[0]).toMatchObject({ msg: 'dead-end at Greeting' })
    expect(last?.call).toMatchObject({ phase: 'over', disposition: 'completed', erred: true })
  })
  test('is taken when the carrier refuses', () => {
    const { steps } = walk(flow, [started, { type: 'refused', step: 1, status: 'error_msg_invalid_xml' }])
    expect(steps[1]?.commands[0]).toMatchObject({ msg: 'error_msg_invalid_xml at Greeting' })
  })
  test('that breaks itself ends in the apology', () => {
    const { commands, call } = walk(flow, [started, done(1), { type: 'refused', step: 2, status: 'no' }])
    expect(commands).toEqual([['play'], ['sms'], ['hangup']])
    expect(call.phase).toBe('closing')
  })
})

describe('the way for callers who hang up', () => {
  const flow = drawFlow({
    a: { block: 'answer', to: { next: 'g' } },
    g: { block: 'gather', config: { keys: ['1'] }, to: { 'key:1': 's' } },
    s: { block: 'sms', config: { dest: '+6591110000', text: 'One' }, to: { sent: 'p' } },
    p: { block: 'play', config: { message: 'Sent' } },
    l: { block: 'on-hang-up', to: { next: 'm' } },
    m: { block: 'sms', config: { dest: '+6591110000', text: '{{ caller }} left' } },
  })
  test('is taken once, and the call stays over', () => {
    const { commands, call } = walk(flow, [started, ended, { type: 'accepted', step: 2 }])
    expect(commands).toEqual([['gather'], ['sms'], []])
    expect(call).toMatchObject({ phase: 'over', disposition: 'caller-hung-up', parted: true })
  })
  test('comes after what was under way', () => {
    const { commands } = walk(flow, [started, done(1, { digits: '1' }), ended, { type: 'accepted', step: 2 }])
    expect(commands).toEqual([['gather'], ['sms'], [], ['sms']])
  })
  test('is not for calls that we end', () => {
    const bye = drawFlow({
      a: { block: 'answer', to: { next: 'h' } },
      h: { block: 'hangup' },
      l: { block: 'on-hang-up', to: { next: 'm' } },
      m: { block: 'sms', config: { dest: '+6591110000', text: 'Left' } },
    })
    expect(walk(bye, [started, ended]).commands).toEqual([['hangup'], []])
  })
})

describe('a flow that goes to another', () => {
  const ask = {
    ...drawFlow({
      a: { block: 'answer', to: { next: 'g' } },
      g: {
        block: 'gather',
        name: 'Ask',
        config: { message: '{{ settings.question }}', maxDigits: 4 },
        to: { digits: 'r', none: 'n' },
      },
      r: { block: 'return', config: { way: 'Got it', results: [{ name: 'number', value: '{{ ask.digits }}' }] } },
      n: { block: 'return', config: { way: 'nothing' } },
    }),
    settings: { question: { label: 'Question', type: 'text' as const, initial: 'Which number?' } },
  }
  const main = (to: Record<string, string>) =>
    drawFlow({
      a: { block: 'answer', to: { next: 'f' } },
      f: {
        block: 'go-to-flow',
        name: 'Ask them',
        config: {
          flow: 'ask',
          ways: ['got it', 'nothing'],
          settings: [{ name: 'question', value: 'Your PIN, {{ caller }}?' }],
        },
        to: { 'way:got it': 'f2', ...to },
      },
      f2: { block: 'go-to-flow', name: 'Again', config: { flow: 'ask', ways: ['got it'] }, to: { 'way:got it': 'p' } },
      p: { block: 'play', config: { message: '{{ ask_them.number }} and {{ again.number }}, {{ ask.digits }}' } },
    })
  test('walks it twice, with variables of its own, and gets its results', () => {
    const { steps, call } = walk(main({}), [started, done(1, { digits: '1234' }), done(2, { digits: '7777' })], { ask })
    expect(steps.map(({ commands }) => commands[0])).toMatchObject([
      { type: 'gather', msg: 'Your PIN, +6591234567?' },
      { type: 'gather', msg: 'Which number?' },
      { type: 'play', msg: '1234 and 7777, ' },
    ])
    expect(call).toMatchObject({ version: null, frames: [], at: 'p' })
    expect(steps[0]?.trace).toContainEqual({ type: 'entered', node: 'g', flow: 'ask' })
  })
  test('gets what it is given as its settings want it, and its own where that does not fit', () => {
    const given = (settings: Array<{ name: string; value: string }>) =>
      drawFlow({
        a: { block: 'answer', to: { next: 'f' } },
        f: { block: 'go-to-flow', config: { flow: 'ask', settings }, to: {} },
      })
    const typed = {
      ...drawFlow({
        a: { block: 'answer', to: { next: 'p' } },
        p: {
          block: 'play',
          config: { message: '{% if settings.polite %}Please, {% endif %}{{ settings.tries | plus: 1 }}' },
        },
      }),
      settings: {
        polite: { label: '', type: 'yes-no' as const, initial: true },
        tries: { label: '', type: 'number' as const, initial: 2 },
      },
    }
    const says = (settings: Array<{ name: string; value: string }>) =>
      walk(given(settings), [started], { ask: typed }).steps[0]?.commands[0]
    expect(
      says([
        { name: 'polite', value: 'no' },
        { name: 'tries', value: '4' },
      ]),
    ).toMatchObject({ msg: '5' })
    expect(says([{ name: 'tries', value: '{{ caller }}?' }])).toMatchObject({ msg: 'Please, 3' })
  })
  test('that comes back by a way that is not there, or is not published, fails', () => {
    const { steps } = walk(main({ failed: 'p' }), [started, done(1, { digits: '' })], { ask })
    expect(steps[1]?.commands[0]).toMatchObject({ type: 'hangup' })
    expect(walk(main({ failed: 'p' }), [started]).commands).toEqual([['play']])
  })
  test('that breaks takes the way for failures of the block that went there', () => {
    const broken = drawFlow({
      a: { block: 'answer', to: { next: 'g' } },
      g: { block: 'play', config: { message: 'x' } },
    })
    const { commands, call } = walk(main({ failed: 'p' }), [started, done(1)], { ask: broken })
    expect(commands).toEqual([['play'], ['play']])
    expect(call.version).toBeNull()
  })
  test('that goes to itself is stopped', () => {
    const self = drawFlow({
      a: { block: 'answer', to: { next: 'f' } },
      f: { block: 'go-to-flow', config: { flow: 'self' } },
    })
    const { call, last } = walk(self, [started], { self })
    expect(call.phase).toBe('closing')
    expect(last?.trace.filter((entry) => entry.type === 'entered' && entry.node === 'f')).toHaveLength(
      walkLimits.flows + 1,
    )
  })
  test('waits until its version is known, then until that is read, and goes on where it was', () => {
    const flow = compileFlow(blocks, main({}))
    const call = newCall('incoming', '', '')
    const flows = new Map<string, Flow>()
    const walk = beginStep(flow, call, started, flows)
    const query = { type: 'flow', flow: 'ask', version: null } as const
    expect(walk.waits).toEqual({ queries: new Map([[factKey(query), query]]), versions: [] })
    const facts = { [factKey(query)]: { versionId: 'v7' } }
    walk.resume(facts)
    expect(walk.waits).toEqual({ queries: new Map(), versions: ['v7'] })
    flows.set('v7', compileFlow(blocks, ask))
    walk.resume(facts)
    expect(walk.waits).toBeNull()
    const { commands, trace } = walk
    expect({ call: walk.call, commands, trace }).toEqual(step(flow, call, { ...started, facts }, flows))
    expect(call).toEqual(newCall('incoming', '', ''))
  })
})

describe('a number’s own message', () => {
  const flow = drawFlow({
    a: { block: 'answer', to: { next: 'p' } },
    p: { block: 'play', config: { message: 'Hello' } },
  })
  const emergency = (instead: boolean): CallEvent => ({
    type: 'started',
    emergency: { message: 'We are closed: water main.', instead },
  })
  test('comes before the flow', () => {
    const { steps, call } = walk(flow, [emergency(false), done(1)])
    expect(steps.map(({ commands }) => commands[0])).toMatchObject([
      { type: 'play', msg: 'We are closed: water main.' },
      { type: 'play', msg: 'Hello' },
    ])
    expect(call.phase).toBe('running')
  })
  test('or in its place, and the call is completed', () => {
    const { steps, call } = walk(flow, [emergency(true), done(1), ended])
    // A hang-up alone would reject the call, and nobody would hear a word.
    expect(steps.map(({ commands }) => commands[0])).toEqual([
      { type: 'play', msg: 'We are closed: water main.' },
      { type: 'hangup' },
      undefined,
    ])
    expect(call).toMatchObject({ phase: 'over', disposition: 'completed' })
  })
  test('that is refused is not the end of the call, unless it was all', () => {
    const no: CallEvent = { type: 'refused', step: 1, status: 'error_msg_invalid_xml' }
    expect(walk(flow, [emergency(false), no]).commands).toEqual([['play'], ['play']])
    expect(walk(flow, [emergency(true), no]).call.phase).toBe('closing')
  })
})
