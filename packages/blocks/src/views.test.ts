import { initialConfig } from '@patchbay/flow/block'
import { describe, expect, it } from 'vitest'
import { type BlockType, blocks } from './blocks'
import { spokenText } from './spoken-text'
import { views } from './views'

describe('what a card says', () => {
  const cases: [BlockType, Record<string, unknown>, string | null][] = [
    ['answer', {}, null],
    ['play', { message: 'Welcome  to\nHarbour Bakery.' }, '“Welcome to Harbour Bakery.”'],
    ['play', { message: 17 }, null],
    ['gather', { message: '<speech language="en">Press 1.</speech>', keys: ['1'] }, '“Press 1.”'],
    ['record', { message: '' }, null],
    ['monitor', { message: 'This call is recorded.' }, '“This call is recorded.”'],
    ['transfer', { to: 'number', dest: '+6562222222' }, 'To +6562222222'],
    ['transfer', { to: 'room', room: 'orders', message: 'Hold on.' }, 'To the room “orders”: “Hold on.”'],
    ['transfer', { to: 'number' }, null],
    ['dial', { dest: '+6562222222', message: 'Hello.' }, 'Rings +6562222222: “Hello.”'],
    ['sms', { dest: '{{ caller }}', text: 'You rang.' }, 'To {{ caller }}: “You rang.”'],
    ['menu', { message: 'Press 1.', choices: [{ key: '1', label: 'Sales' }] }, '“Press 1.”'],
    ['voicemail', { tell: 'sms', to: '+6562222222', message: 'Speak.' }, 'Tells +6562222222: “Speak.”'],
    ['voicemail', { to: '+6562222222' }, null],
    ['conference', { room: 'Weekly' }, 'Into the room “Weekly”'],
    ['conference', { room: '{{ settings.room }}' }, 'Into the room {{ settings.room }}'],
    [
      'call-list',
      { numbers: ['Mei', ''].map((label, at) => ({ id: `${at}`, number: `+656222000${at}`, label, message: '' })) },
      'Mei, then +6562220001',
    ],
    ['hangup', { force: true }, 'At once'],
  ]

  it.each(cases)('%s %j', (type, config, said) => {
    expect(views[type].summary(config)).toBe(said)
  })

  it('is nothing, or no more than where it goes, for a new block', () => {
    for (const [type, view] of Object.entries(views)) {
      const said = view.summary(initialConfig(blocks[type as BlockType]))
      expect(said === null || !said.includes('“')).toBe(true)
    }
  })
})

describe('texts', () => {
  it('reads a message without its marks', () => {
    expect(spokenText('<url>https://a.example/x.mp3</url> <speech gender="male">Hi</speech>')).toBe('♪ Hi')
  })
})
