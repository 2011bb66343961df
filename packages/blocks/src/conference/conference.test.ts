import { expect, test } from 'vitest'
import { badFields, exitNames, runBlock } from '../testing'
import { conference } from './conference.block'

test.each([
  ['weekly', 'room:weekly'],
  ['room {{ digits }}', 'room:room_42'],
  ['{{ caller }}', 'room:_6591234567'],
  [`${'x'.repeat(90)}`, `room:${'x'.repeat(32)}`],
])('%s → %s', (room, dest) => {
  expect(runBlock(conference, { room }, { type: 'entered' })).toMatchObject({
    command: { type: 'transfer', dest, onFailure: 'hangup' },
  })
})

test('goes on when the room can’t be joined, if it is to', () => {
  const failed = { type: 'done', result: { transferStatus: 'failed' } } as const
  expect(runBlock(conference, { room: 'a', goOn: true }, failed)).toEqual({ kind: 'exit', exit: 'failed' })
  expect(runBlock(conference, { room: 'a' }, failed)).toEqual({ kind: 'stay' })
  expect(exitNames(conference, { room: 'a' })).toEqual([])
})

test.each([
  ['', ['room']],
  ['my room!', ['room']],
  ['a'.repeat(33), ['room']],
  ['a.b_1', []],
])('“%s” as a room', (room, fields) => {
  expect(badFields(conference, { room })).toEqual(fields)
})
