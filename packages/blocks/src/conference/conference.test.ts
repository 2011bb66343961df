import { expect, test } from 'vitest'
import { badFields, exitNames, runBlock } from '../testing'
import { conference } from './conference.block'

test.each([
  [{ room: 'Weekly' }, { dest: 'room:Weekly', onFailure: 'hangup' }],
  [
    { room: ' r{{ digits }} ', goOn: true, message: 'Joining', callerId: 'private', tag: 't' },
    { dest: 'room:r42', onFailure: 'continue', msg: 'Joining', callerId: 'private', tag: 't' },
  ],
])('joins: %j', (config, command) => {
  expect(runBlock(conference, config, { type: 'entered' })).toEqual({
    kind: 'wait',
    command: { type: 'transfer', ...command },
  })
})

test.each(['', '{{ nothing }}', '{{ caller }}', 'a b', 'x'.repeat(33)])(
  'asks the carrier for no room called %j',
  (room) => {
    expect(runBlock(conference, { room }, { type: 'entered' })).toMatchObject({ kind: 'fail' })
  },
)

test('a room that is full goes on in the flow, if it is to', () => {
  const full = { type: 'done' as const, result: { transferStatus: 'failed' as const } }
  expect(runBlock(conference, { room: 'Weekly', goOn: true }, full)).toEqual({
    kind: 'exit',
    exit: 'failed',
    result: { status: 'failed' },
  })
  expect(exitNames(conference, { goOn: true })).toEqual(['failed'])
  expect(exitNames(conference, {})).toEqual([])
  expect(runBlock(conference, { room: 'Weekly' }, { type: 'ended', result: { transferStatus: 'answered' } })).toEqual({
    kind: 'stay',
  })
})

test.each([
  [{ room: 'Weekly.1_a' }, []],
  [{ room: '{{ settings.room }}' }, []],
  [{}, ['room']],
  [{ room: 'no spaces' }, ['room']],
  [{ room: '{{ settings.room' }, ['room']],
])('%j', (config, fields) => {
  expect(badFields(conference, config)).toEqual(fields)
})
