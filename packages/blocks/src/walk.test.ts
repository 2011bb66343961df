import { type Call, type CallEvent, callSchema, newCall } from '@patchbay/flow/call'
import type { FlowDocument, FlowNode } from '@patchbay/flow/document'
import { compileFlow } from '@patchbay/flow/flow'
import { step } from '@patchbay/flow/step'
import { drawFlow } from '@patchbay/flow/testing'
import { apology, walkLimits } from '@patchbay/flow/trace'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blocks } from './blocks'

function play(document: FlowDocument, events: CallEvent[], direction: Call['direction'] = 'incoming') {
  const flow = compileFlow(blocks, document)
  let call = newCall(direction, '+6591234567', '+6531580000')
  const steps = events.map((event) => {
    const result = step(flow, call, event)
    call = result.call
    return result
  })
  return { call, steps, last: steps[steps.length - 1] }
}

const started: CallEvent = { type: 'started' }
const done = (step: number, result = {}): CallEvent => ({ type: 'done', step, result })
const refused = (step: number, status: string): CallEvent => ({ type: 'refused', step, status })
const ended = (result = {}): CallEvent => ({ type: 'ended', result })

const menu = drawFlow({
  a: { block: 'answer', to: { next: 'g' } },
  g: { block: 'gather', config: { message: 'Press 1', keys: ['1'] }, to: { 'key:1': 't', other: 'g', none: 'h' } },
  t: { block: 'transfer', config: { dest: '+6562220001', goOn: true }, to: { failed: 'g' } },
  h: { block: 'hangup', config: { message: 'Bye' } },
})

test('a whole call: menu, busy transfer, menu, nothing pressed, goodbye', () => {
  const { steps, call } = play(menu, [
    started,
    done(1, { digits: '1' }),
    done(2, { transferStatus: 'busy' }),
    done(3, { digits: '' }),
    ended(),
  ])
  expect(steps.map((each) => each.commands.map((command) => command.type))).toEqual([
    ['gather'],
    ['transfer'],
    ['gather'],
    ['hangup'],
    [],
  ])
  expect(call).toMatchObject({ phase: 'over', disposition: 'completed', step: 4 })
})

describe('what came late or twice changes nothing', () => {
  test.each<[string, CallEvent[]]>([
    ['a second start', [started, started]],
    ['a step already passed', [started, done(1, { digits: '1' }), done(1, { digits: '1' })]],
    ['a step not yet asked for', [started, done(7)]],
    [
      'a refusal of a step already passed',
      [started, done(1, { digits: '1' }), refused(1, 'error_internal_server_error')],
    ],
    ['a second end', [started, ended(), ended()]],
    ['a key after the end', [started, ended(), done(1, { digits: '1' })]],
  ])('%s', (_, events) => {
    const before = play(menu, events.slice(0, -1))
    const after = play(menu, events)
    expect(after.call).toEqual(before.call)
    expect(after.last).toMatchObject({ commands: [], trace: [{ type: 'late' }] })
  })
})

describe('when the carrier refuses', () => {
  test('a failure exit is taken', () => {
    const { last } = play(menu, [started, done(1, { digits: '1' }), refused(2, 'error_dest_invalid')])
    expect(last?.commands).toMatchObject([{ type: 'gather' }])
  })
  test('else the caller hears an apology, then the line is cut, then the call is written off', () => {
    const first = play(menu, [started, refused(1, 'error_msg_invalid_xml')])
    // A call that rings still is answered by words, and only then hung up.
    expect(first.last?.commands).toEqual([{ type: 'play', msg: apology }])
    expect(play(menu, [started, refused(1, 'x'), done(2)]).last?.commands).toEqual([{ type: 'hangup' }])
    const second = play(menu, [started, refused(1, 'x'), refused(2, 'error_session_not_ready')])
    expect(second.last?.commands).toEqual([{ type: 'hangup', force: true }])
    const third = play(menu, [started, refused(1, 'x'), refused(2, 'x'), refused(3, 'x')])
    expect(third.call).toMatchObject({ phase: 'over', disposition: 'broken' })
    expect(third.last?.commands).toEqual([])
  })
  test('a session that the carrier no longer has is over', () => {
    const { call, last } = play(menu, [started, refused(1, 'error_session_ended')])
    expect(call).toMatchObject({ phase: 'over' })
    expect(last?.commands).toEqual([])
  })
})

describe('when somebody at a screen wants the call over', () => {
  const asked = (by = 'Mei'): CallEvent => ({ type: 'hang-up-asked', by })
  test('the line is cut in the middle of the block, and the end says who wanted it', () => {
    const { steps, call } = play(menu, [started, asked(), ended()])
    expect(steps[1]?.commands).toEqual([{ type: 'hangup', force: true }])
    expect(call).toMatchObject({ phase: 'over', disposition: 'completed' })
    expect(steps[2]?.trace).toContainEqual({ type: 'over', disposition: 'completed', by: 'Mei' })
  })
  test.each<[string, CallEvent[]]>([
    ['who asks twice has asked once', [started, asked(), asked('Jo')]],
    ['what the block says afterwards comes too late', [started, asked(), done(1, { digits: '1' })]],
    ['a call that is over is left alone', [started, ended(), asked()]],
    ['a call that has not begun, too', [asked()]],
  ])('%s', (_, events) => {
    const { call, last } = play(menu, events)
    expect(last).toMatchObject({ commands: [], trace: [{ type: 'late' }] })
    expect(call).toEqual(play(menu, events.slice(0, -1)).call)
  })
  test('a carrier that will not cut the line is asked for a plain hang-up, then again by force', () => {
    const events = [started, asked(), refused(2, 'error_session_not_ready')]
    expect(play(menu, events).last?.commands).toEqual([{ type: 'hangup' }])
    expect(play(menu, [...events, refused(3, 'x')]).last?.commands).toEqual([{ type: 'hangup', force: true }])
    expect(play(menu, [...events, ended()]).call).toMatchObject({ phase: 'over', disposition: 'broken' })
    // Whoever asks again is heard again.
    expect(play(menu, [...events, asked()]).last?.commands).toEqual([{ type: 'hangup', force: true }])
  })
  test.each(['error_session_ended', 'no_session'])('%s: then there is nothing left to cut', (status) => {
    const { call, last } = play(menu, [started, asked(), refused(2, status)])
    expect(call).toMatchObject({ phase: 'over', disposition: 'completed' })
    expect(last?.commands).toEqual([])
  })
  test('on hold, in the last words, and in an apology', () => {
    const held = drawFlow({ a: { block: 'answer', to: { next: 'h' } }, h: { block: 'hold', to: { next: 'h' } } })
    const last = (document: FlowDocument, ...events: CallEvent[]) => play(document, events).last?.commands
    const cut = [{ type: 'hangup', force: true }]
    expect(last(held, started, { type: 'accepted', step: 1 }, asked())).toEqual(cut)
    const bye = drawFlow({
      a: { block: 'answer', to: { next: 'b' } },
      b: { block: 'hangup', config: { message: 'Bye' } },
    })
    expect(last(bye, started, asked())).toEqual(cut)
    expect(last(drawFlow({ a: { block: 'answer' } }), started, asked())).toEqual(cut)
    expect(play(drawFlow({ a: { block: 'answer' } }), [started, asked(), ended()]).call.disposition).toBe('broken')
  })
  test('while a web request is under way, whose answer then changes nothing', () => {
    const asks = drawFlow({
      a: { block: 'answer', to: { next: 'r' } },
      r: { block: 'request', config: { url: 'https://example.com' }, to: { ok: 'h', failed: 'h' } },
      h: { block: 'hangup', config: { message: 'Bye' } },
    })
    const events = [started, asked(), done(1, { response: { kind: 'timed-out' } })]
    expect(play(asks, events).last).toMatchObject({ commands: [], trace: [{ type: 'late' }] })
    expect(play(asks, [...events, ended()]).call).toMatchObject({ phase: 'over', disposition: 'completed' })
  })
})

describe('outgoing calls', () => {
  const ring = drawFlow({
    d: { block: 'dial', config: { message: 'Hi' }, to: { answered: 'h', busy: 's' } },
    s: { block: 'sms', config: { dest: '{{ called }}', text: 'We rang' } },
    h: { block: 'hangup' },
  })
  test('after a busy line only an SMS follows', () => {
    const { steps, call } = play(
      ring,
      [started, ended({ dialStatus: 'busy' }), { type: 'accepted', step: 2 }],
      'outgoing',
    )
    expect(steps.map((each) => each.commands[0]?.type)).toEqual(['dial', 'sms', undefined])
    expect(call).toMatchObject({ phase: 'over', disposition: 'not-answered' })
  })
  test('a refused Dial never was a call: nothing is spoken', () => {
    const { last, call } = play(ring, [started, refused(1, 'error_insufficient_credit')], 'outgoing')
    expect(last?.commands).toEqual([])
    expect(call).toMatchObject({ phase: 'over', disposition: 'broken' })
  })
})

describe('broken flows are spoken, not thrown', () => {
  test.each<[string, Parameters<typeof drawFlow>[0]]>([
    ['no-start', {}],
    ['dead-end', { a: { block: 'answer' } }],
    ['unknown-block', { a: { block: 'answer', to: { next: 'x' } }, x: { block: 'teleport' } }],
  ])('%s', (code, drawn) => {
    const { last } = play(drawFlow(drawn), [started])
    expect(last?.trace).toContainEqual(expect.objectContaining({ type: 'problem', code }))
    expect(last?.commands).toEqual([{ type: 'play', msg: apology }])
  })
  test('a loop in which the caller can do nothing is stopped', () => {
    const flow = compileFlow(
      blocks,
      drawFlow({
        a: { block: 'answer', to: { next: 'p' } },
        p: { block: 'play', config: { message: 'x' }, to: { next: 'p' } },
      }),
    )
    let { call } = step(flow, newCall('incoming', '', ''), started)
    for (let i = 0; call.phase === 'running' && i < 2 * walkLimits.alone; i++)
      call = step(flow, call, done(call.step)).call
    expect(call).toMatchObject({ phase: 'closing', walkedAlone: walkLimits.alone + 1 })
  })
  test.each([
    [
      'in which the caller can do nothing',
      { block: 'play', config: { message: 'x' }, to: { next: 'p' } },
      walkLimits.alone,
    ],
    [
      'in which the caller is asked again and again',
      { block: 'gather', to: { digits: 'p', none: 'p' } },
      walkLimits.inAll,
    ],
  ])('a loop %s leaves by the exit for that, once, and then hears the apology', (_, p, most) => {
    const flow = compileFlow(
      blocks,
      drawFlow({
        a: { block: 'answer', config: { tooMany: true }, to: { next: 'p', 'too-many': 'q' } },
        p,
        q: { block: 'play', config: { message: 'Round and round' }, to: { next: 'q' } },
      }),
    )
    let next = step(flow, newCall('incoming', '', ''), started)
    const spoken: unknown[] = []
    while (next.call.phase === 'running') {
      next = step(flow, next.call, done(next.call.step))
      spoken.push(...next.commands.map((command) => ('msg' in command ? command.msg : command.type)))
    }
    expect(spoken.filter((msg) => msg === 'Round and round')).toHaveLength(walkLimits.alone)
    expect(spoken.indexOf('Round and round')).toBe(most - 2)
    expect(spoken.at(-1)).toBe(apology)
  })
})

const ids = ['a', 'b', 'c', 'd', 'e', 'f']
const someConfig: fc.Arbitrary<FlowNode['config']> = fc.oneof(
  fc.constant<FlowNode['config']>({}),
  fc.constant<FlowNode['config']>({
    message: 'Hi {{ digits }}',
    keys: ['1', '2'],
    dest: '+6561112222',
    goOn: true,
    split: true,
  }),
  fc.constant<FlowNode['config']>({
    keys: ['12'],
    maxDigits: 0,
    announceOnly: true,
    tooMany: true,
    goOn: true,
    to: 'room',
    rounds: 2,
    room: 'Weekly',
  }),
  fc.constant<FlowNode['config']>({
    choices: [
      { key: '1', label: 'One' },
      { key: '2', label: '' },
    ],
    numbers: [
      { id: 'a', number: '+6561112222', label: 'Mei', message: '' },
      { id: 'b', number: '{{ digits }}', label: '', message: 'Wait' },
    ],
    invalidTries: 1,
    silentTries: 0,
    review: true,
    tell: 'sms',
    to: '+6561112222',
    thanks: 'Thanks',
    room: 'x{{ digits }}',
    goOn: true,
  }),
  fc.dictionary(fc.constantFrom('message', 'keys', 'maxDigits', 'dest', 'goOn'), fc.constantFrom(1, 'x', true, [], {})),
)
const someNode = fc.record({
  block: fc.constantFrom(...Object.keys(blocks), 'teleport'),
  config: someConfig,
  to: fc.dictionary(
    fc.constantFrom(
      'next',
      'answered',
      'busy',
      'unanswered',
      'failed',
      'key:1',
      'key:2',
      'digits',
      'other',
      'none',
      'sent',
      'too-many',
      'invalid',
      'left',
      'nobody',
    ),
    fc.constantFrom(...ids, 'ghost'),
  ),
})
const someFlow = fc.dictionary(fc.constantFrom(...ids), someNode).map((drawn) => drawFlow(drawn))
const someResult = fc.record(
  {
    digits: fc.constantFrom('', '1', '2', '12', '9*'),
    dialStatus: fc.constantFrom('answered', 'busy', 'unanswered', 'failed'),
    transferStatus: fc.constantFrom('answered', 'busy', 'unanswered', 'failed'),
    recordingUrl: fc.constant('https://r/1.mp3'),
  },
  { requiredKeys: [] },
)
/** Events that answer the last request, and a few that come late: `skew` is added to the call's step. */
const someEvent = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ type: fc.constant('done'), skew: fc.constantFrom(0, 0, 0, 0, -1, 1), result: someResult }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('accepted'), skew: fc.constantFrom(0, 0, -1) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('refused'),
      skew: fc.constantFrom(0, 0, -1),
      status: fc.constantFrom('error_dest_invalid', 'error_session_not_ready', 'error_session_ended', 'timeout'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('ended'), result: someResult }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('hang-up-asked'), by: fc.string() }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('started') }) },
)

describe('for any flow and any events', () => {
  const walk = (
    document: FlowDocument,
    direction: Call['direction'],
    rolls: Record<string, unknown>[],
    through: (call: Call) => Call,
  ) => {
    const flow = compileFlow(blocks, document)
    let call = newCall(direction, '+6591234567', '+6531580000')
    return [{ type: 'started', skew: 0 } as Record<string, unknown>, ...rolls].map((roll) => {
      const { skew, ...event } = roll
      const told = { ...event, ...(typeof skew === 'number' ? { step: call.step + skew } : {}) } as CallEvent
      const before = call
      const result = step(flow, call, told)
      call = through(result.call)
      return { before, told, result }
    })
  }
  const anyWalk = fc.tuple(
    someFlow,
    fc.constantFrom('incoming' as const, 'outgoing' as const),
    fc.array(someEvent, { maxLength: 30 }),
  )

  test('every step waits for something or is over, and never asks for two things', () => {
    fc.assert(
      fc.property(anyWalk, ([document, direction, rolls]) => {
        for (const { before, result } of walk(document, direction, rolls, (call) => call)) {
          expect(callSchema.safeParse(result.call).success).toBe(true)
          expect(result.commands.length).toBeLessThanOrEqual(1)
          expect(result.call.step).toBe(before.step + result.commands.length)
          expect(result.call.phase).not.toBe('new')
          if (before.phase === 'over') expect(result.call.phase).toBe('over')
          if (result.call.phase === 'over') expect(result.call.disposition).not.toBeNull()
        }
      }),
      { numRuns: 2_000 },
    )
  })

  test('the same input gives the same output, also through JSON', () => {
    fc.assert(
      fc.property(anyWalk, ([document, direction, rolls]) => {
        const plain = walk(document, direction, rolls, (call) => call)
        const throughJson = walk(JSON.parse(JSON.stringify(document)), direction, rolls, (call) =>
          JSON.parse(JSON.stringify(call)),
        )
        expect(throughJson.map(({ result }) => result)).toEqual(plain.map(({ result }) => result))
      }),
    )
  })

  test('a block leaves only by exits that it lists', () => {
    fc.assert(
      fc.property(anyWalk, ([document, direction, rolls]) => {
        const flow = compileFlow(blocks, document)
        for (const { result } of walk(document, direction, rolls, (call) => call))
          for (const entry of result.trace)
            if (entry.type === 'left')
              expect(flow.nodes.get(entry.node)?.bound.exits.map((exit) => exit.name)).toContain(entry.exit)
      }),
      { numRuns: 1_000 },
    )
  })
})
