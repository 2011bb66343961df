import type { Command } from '@patchbay/flow/command'
import { expect, test } from 'vitest'
import { deadlineOf } from './deadline'

const seconds = (command: Command) => deadlineOf(command) / 1_000

test.each<[string, Command, number]>([
  ['a hang-up without a word', { type: 'hangup' }, 15],
  ['a message, by its length', { type: 'play', msg: 'x'.repeat(100) }, 3 + 12 + 15],
  [
    'a message with a file: the longest that the carrier plays',
    { type: 'play', msg: '<url>http://x/a.mp3</url>' },
    15 * 60 + 3 + 3 + 15,
  ],
  [
    'a Gather: every attempt, and somebody who types slowly',
    { type: 'gather', timeout: 10, attempts: 3 },
    30 + 60 + 15,
  ],
  ['a Gather by the carrier’s own settings', { type: 'gather' }, 15 + 60 + 15],
  ['a Record', { type: 'record', maxDuration: 300 }, 300 + 15],
  ['a Record by the carrier’s own settings', { type: 'record' }, 120 + 15],
  ['a Dial that tells', { type: 'dial', dest: '+6591234567', tell: true }, 90 + 15],
  [
    'an announcement, of which nothing is told: it is asked after',
    { type: 'dial', dest: '+6591234567', tell: false },
    15,
  ],
  ['a talk, which may last: it is asked after', { type: 'transfer', dest: '+6591234567', onFailure: 'hangup' }, 5 * 60],
  ['an SMS', { type: 'sms', dest: '+6591234567', msg: 'Hello' }, 15],
])('%s', (_, command, expected) => {
  expect(seconds(command)).toBe(expected)
})
