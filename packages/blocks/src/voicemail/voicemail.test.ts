import type { BlockEvent } from '@patchbay/flow/block'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { badFields, exitNames, runBlock } from '../testing'
import { voicemail } from './voicemail.block'

const sms = { message: 'Speak.', maxDuration: 60, tell: 'sms', to: '+6591110000' }
const reviewed = { ...sms, review: true, askAgain: 2 }
const url = 'https://r/1.mp3?a=1&b=2'
const standing = { at: 'record', url: '', digits: '', again: 0 }
const recorded: BlockEvent = { type: 'done', result: { recordingUrl: url } }
const nothing: BlockEvent = { type: 'done', result: {} }
const ended = (recordingUrl?: string): BlockEvent => ({
  type: 'ended',
  result: recordingUrl === undefined ? {} : { recordingUrl },
})
const refused: BlockEvent = { type: 'refused', status: 'error_x' }
const telling = {
  kind: 'wait',
  command: { type: 'sms', dest: '+6591110000', msg: '+6591234567 left a message: https://r/1.mp3' },
}

test('records, tells, and goes on', () => {
  expect(runBlock(voicemail, sms, { type: 'entered' })).toEqual({
    kind: 'wait',
    command: { type: 'record', msg: 'Speak.', maxDuration: 60 },
    memory: standing,
  })
  expect(runBlock(voicemail, sms, recorded, { memory: standing })).toEqual({
    ...telling,
    memory: { ...standing, at: 'tell', url },
  })
  expect(runBlock(voicemail, sms, { type: 'accepted' }, { memory: { ...standing, at: 'tell', url } })).toEqual({
    kind: 'exit',
    exit: 'left',
    result: { url, digits: '' },
    memory: null,
  })
})

test('tells by e-mail, and says thanks', () => {
  const config = { ...sms, tell: 'email', to: 'mei@example.com', thanks: 'Thank you.' }
  expect(runBlock(voicemail, config, recorded, { memory: standing })).toMatchObject({
    command: { type: 'email', to: 'mei@example.com', subject: 'A message from +6591234567' },
  })
  const memory = { ...standing, at: 'tell', url }
  expect(runBlock(voicemail, config, nothing, { memory })).toMatchObject({
    command: { type: 'play', msg: 'Thank you.' },
    memory: { at: 'thanks' },
  })
  expect(runBlock(voicemail, config, nothing, { memory, over: true })).toMatchObject({ kind: 'exit', exit: 'left' })
})

describe('a caller hears it and may record it again', () => {
  const again = (digits: string, times = 0): unknown =>
    runBlock(
      voicemail,
      reviewed,
      { type: 'done', result: { digits } },
      {
        memory: { at: 'review', url, digits: '', again: times },
      },
    )
  test('it is played back, with an address that the carrier can read', () => {
    expect(runBlock(voicemail, reviewed, recorded, { memory: standing })).toMatchObject({
      command: {
        type: 'gather',
        msg: '<url>https://r/1.mp3?a=1&amp;b=2</url> To keep your message, press 1. To record it again, press 2.',
        maxDigits: 1,
      },
    })
  })
  test.each(['1', '', '7'])('“%s” keeps it', (digits) => {
    expect(again(digits)).toMatchObject({ ...telling, memory: { digits } })
  })
  test('2 records again, so many times', () => {
    expect(again('2')).toMatchObject({ command: { type: 'record' }, memory: { at: 'record', again: 1, url } })
    const memory = { ...standing, url, again: 2 }
    expect(runBlock(voicemail, reviewed, recorded, { memory })).toMatchObject(telling)
  })
})

describe('no recording is lost', () => {
  const earlier = { ...standing, url, again: 1 }
  test.each<[string, BlockEvent, object, object]>([
    ['hung up while speaking', ended(url), standing, telling],
    ['hung up before the tone', ended(), standing, { kind: 'stay', memory: null }],
    ['hung up with an empty address', ended(''), standing, { kind: 'stay', memory: null }],
    ['hung up while hearing it', ended(), { ...earlier, at: 'review' }, telling],
    ['hung up before saying it again', ended(), earlier, telling],
    ['said it again, and nothing came', nothing, { ...earlier, again: 2 }, telling],
    ['the review was refused', refused, { ...earlier, at: 'review' }, telling],
    ['recording again was refused', refused, earlier, telling],
    ['recording was refused', refused, standing, { kind: 'stay', memory: null }],
    ['hung up during the thanks', ended(), { ...earlier, at: 'thanks' }, { exit: 'left', result: { url } }],
    ['nothing was recorded', nothing, standing, { exit: 'none', memory: null }],
    ['nobody could be told', refused, { ...earlier, at: 'tell' }, { exit: 'failed', why: 'error_x', result: { url } }],
  ])('%s', (_, event, memory, outcome) => {
    expect(runBlock(voicemail, reviewed, event, { memory, over: event.type === 'ended' } as never)).toMatchObject(
      outcome,
    )
  })
})

test.each([
  ['nobody is told', {}, []],
  ['an SMS', sms, []],
  ['an SMS to nobody', { tell: 'sms' }, ['to']],
  ['an SMS to an e-mail address', { tell: 'sms', to: 'mei@example.com' }, ['to']],
  ['an e-mail to a number', { tell: 'email', to: '+6591110000' }, ['to']],
  ['to whom the number says', { tell: 'email', to: '{{ settings.mail }}' }, []],
  ['half a variable', { tell: 'email', to: '{{ settings.mail' }, ['to']],
  ['no text', { ...sms, text: '' }, ['text']],
  ['a review without words', { review: true, reviewMessage: ' ' }, ['reviewMessage']],
  ['a review of many words', { review: true, reviewMessage: 'x'.repeat(801) }, ['reviewMessage']],
])('%s: %#', (_, config, fields) => {
  expect(badFields(voicemail, config)).toEqual(fields)
})

test('whatever happens, it leaves by an exit that it lists, and forgets', () => {
  const event = fc.oneof(
    fc.constantFrom<BlockEvent>(recorded, nothing, { type: 'accepted' }, refused, ended(), ended(url)),
    fc.constantFrom('1', '2', '').map((digits): BlockEvent => ({ type: 'done', result: { digits } })),
  )
  const config = fc.record({
    review: fc.boolean(),
    tell: fc.constantFrom('nobody', 'email', 'sms'),
    to: fc.constant('x'),
    thanks: fc.constantFrom('', 'Thanks'),
    askAgain: fc.constantFrom(null, 1),
  })
  fc.assert(
    fc.property(config, fc.array(event, { maxLength: 20 }), (settings, events) => {
      let outcome = runBlock(voicemail, settings, { type: 'entered' })
      for (const each of events) {
        if (outcome.kind === 'exit') break
        const { memory = null } = outcome
        const next = runBlock(voicemail, settings, each, { memory })
        outcome = next.kind === 'stay' && next.memory === undefined ? { ...next, memory } : next
      }
      expect(['wait', 'stay', 'exit']).toContain(outcome.kind)
      if (outcome.kind !== 'exit') return
      expect(outcome.memory).toBeNull()
      expect([...exitNames(voicemail, settings), ...(settings.tell === 'nobody' ? ['failed'] : [])]).toContain(
        outcome.exit,
      )
    }),
  )
})
