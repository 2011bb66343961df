import type { BlockEvent, Outcome } from '@patchbay/flow/block'
import type { Json } from '@patchbay/flow/vars'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { badFields, exitNames, runBlock, testVars } from '../testing'
import { voicemail } from './voicemail.block'

const recorded = (recordingUrl = 'https://r/2.mp3?a=1&b=2'): BlockEvent => ({ type: 'done', result: { recordingUrl } })
const pressed = (digits: string): BlockEvent => ({ type: 'done', result: { digits } })
const base = { message: 'Please leave a message.' }
const email = { ...base, tell: 'email', to: 'mei@example.com' }

function walk(config: Record<string, unknown>, ...events: BlockEvent[]): Outcome[] {
  let memory: Json = null
  return [{ type: 'entered' } as const, ...events].map((event) => {
    const outcome = runBlock(voicemail, config, event, { memory, vars: { ...testVars, recording: 'https://r/2.mp3' } })
    if (outcome.memory !== undefined) memory = outcome.memory
    return outcome
  })
}

test('records, and goes on with the recording', () => {
  expect(walk(base, recorded())).toMatchObject([
    { kind: 'wait', command: { type: 'record', msg: 'Please leave a message.' } },
    { kind: 'exit', exit: 'left', result: { url: 'https://r/2.mp3?a=1&b=2' }, memory: null },
  ])
})

test('lets the caller hear it, and record again', () => {
  const outcomes = walk({ ...base, review: true }, recorded(), pressed('2'), recorded('https://r/3.mp3'), pressed('1'))
  expect(outcomes.map((outcome) => (outcome.kind === 'wait' ? outcome.command.type : outcome.kind))).toEqual([
    'record',
    'gather',
    'record',
    'gather',
    'exit',
  ])
  expect(outcomes[1]).toMatchObject({
    command: { msg: expect.stringContaining('<url>https://r/2.mp3?a=1&amp;b=2</url>') },
  })
  expect(outcomes.at(-1)).toMatchObject({ exit: 'left', result: { url: 'https://r/3.mp3' } })
})

describe('somebody is told', () => {
  const told = { type: 'email', to: 'mei@example.com', subject: 'A message from +6591234567' }
  test('when the message is there', () => {
    expect(walk(email, recorded(), { type: 'done', result: {} })).toMatchObject([
      {},
      { kind: 'wait', command: { ...told, text: '+6591234567 left a message: https://r/2.mp3' } },
      { kind: 'exit', exit: 'left' },
    ])
    expect(walk({ ...base, tell: 'sms', to: '+6591110000' }, recorded(), { type: 'accepted' })).toMatchObject([
      {},
      { command: { type: 'sms', dest: '+6591110000' } },
      { exit: 'left' },
    ])
  })
  test('when the caller hangs up while speaking, or while listening', () => {
    const hungUp = (recordingUrl?: string): BlockEvent => ({
      type: 'ended',
      result: recordingUrl === undefined ? {} : { recordingUrl },
    })
    expect(walk(email, hungUp('https://r/4.mp3')).at(-1)).toMatchObject({ command: told })
    expect(walk({ ...email, review: true }, recorded(), hungUp()).at(-1)).toMatchObject({ command: told })
  })
  test('but not of nothing', () => {
    expect(walk(email, { type: 'ended', result: {} }).at(-1)).toEqual({ kind: 'stay' })
    expect(walk(email, { type: 'done', result: {} }).at(-1)).toMatchObject({ exit: 'none', memory: null })
  })
})

test('whatever happens, every way out is one that it has, and it records at most six times', () => {
  const event = fc.oneof(
    fc.constant(recorded()),
    fc.constantFrom('', '1', '2').map(pressed),
    fc.constant<BlockEvent>({ type: 'accepted' }),
    fc.constant<BlockEvent>({ type: 'refused', status: 'no' }),
  )
  fc.assert(
    fc.property(fc.array(event, { maxLength: 30 }), (events) => {
      const config = { ...email, review: true }
      const outcomes = walk(config, ...events)
      const end = outcomes.findIndex(({ kind }) => kind === 'exit')
      const until = end < 0 ? outcomes : outcomes.slice(0, end + 1)
      const last = until.at(-1)
      expect(until.filter((each) => each.kind === 'wait' && each.command.type === 'record').length).toBeLessThanOrEqual(
        6,
      )
      return last?.kind !== 'exit' || exitNames(voicemail, config).includes(last.exit)
    }),
  )
})

test.each([
  ['nothing said', { message: '' }, ['message']],
  ['nobody to tell', { ...base, tell: 'email' }, ['to']],
  ['no number', { ...base, tell: 'sms', to: 'mei@example.com' }, ['to']],
  ['a number that the call knows', { ...base, tell: 'sms', to: '{{ caller }}' }, []],
])('%s', (_, config, fields) => {
  expect(badFields(voicemail, config)).toEqual(fields)
})
