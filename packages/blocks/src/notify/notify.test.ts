import { expect, test } from 'vitest'
import { badFields, runBlock } from '../testing'
import { notify } from './notify.block'

const mail = { to: 'mei@example.com', text: '{{ caller }} left {{ recording }}' }

test('tells a person by e-mail', () => {
  expect(runBlock(notify, mail, { type: 'entered' })).toEqual({
    kind: 'wait',
    command: {
      type: 'email',
      to: 'mei@example.com',
      subject: 'A call from +6591234567',
      text: '+6591234567 left https://r/1.mp3',
    },
  })
  expect(runBlock(notify, mail, { type: 'done', result: {} })).toEqual({ kind: 'exit', exit: 'sent' })
})

test('tells a program by a webhook', () => {
  const config = { by: 'webhook', url: 'https://example.com/{{ digits }}', text: 'Rang' }
  expect(runBlock(notify, config, { type: 'entered' })).toEqual({
    kind: 'wait',
    command: {
      type: 'webhook',
      url: 'https://example.com/42',
      body: '{"text":"Rang","caller":"+6591234567","called":"+6531580000","digits":"42","recording":"https://r/1.mp3"}',
    },
  })
})

test.each([
  ['nobody to tell', { text: 'x' }, ['to']],
  ['no address', { to: 'mei', text: 'x' }, ['to']],
  ['two addresses', { to: 'a@example.com, b@example.com', text: 'x' }, ['to']],
  ['nowhere to tell it', { by: 'webhook', text: 'x' }, ['url']],
  ['nothing to tell', { to: 'a@example.com' }, ['text']],
])('%s can’t be published', (_, config, fields) => {
  expect(badFields(notify, config)).toEqual(fields)
})
