import { expect, test } from 'vitest'
import { badFields, runBlock } from '../testing'
import { sms } from './sms.block'

test('sends, then goes on when the carrier has taken it', () => {
  const config = { dest: '{{ caller }}', text: 'See {{ recording }}', senderName: 'Bakery', tag: 't' }
  expect(runBlock(sms, config, { type: 'entered' })).toEqual({
    kind: 'wait',
    command: { type: 'sms', dest: '+6591234567', msg: 'See https://r/1.mp3', senderName: 'Bakery', tag: 't' },
  })
  expect(runBlock(sms, config, { type: 'accepted' })).toEqual({ kind: 'exit', exit: 'sent' })
  expect(runBlock(sms, config, { type: 'ended', result: {} })).toEqual({ kind: 'stay' })
})

test('needs a number and a text', () => {
  expect(badFields(sms, {})).toEqual(['dest', 'text'])
})
