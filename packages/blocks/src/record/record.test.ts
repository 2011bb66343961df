import { expect, test } from 'vitest'
import { badFields, runBlock } from '../testing'
import { record } from './record.block'

test('records and goes on; a caller who hangs up meanwhile ends the call', () => {
  expect(runBlock(record, { message: 'Speak', maxDuration: 60, tag: 't' }, { type: 'entered' })).toEqual({
    kind: 'wait',
    command: { type: 'record', msg: 'Speak', maxDuration: 60, tag: 't' },
  })
  expect(runBlock(record, {}, { type: 'entered' })).toEqual({ kind: 'wait', command: { type: 'record' } })
  const result = { recordingUrl: 'https://carrier/1.mp3' }
  expect(runBlock(record, {}, { type: 'done', result })).toEqual({
    kind: 'exit',
    exit: 'next',
    result: { url: result.recordingUrl },
  })
  expect(runBlock(record, {}, { type: 'ended', result })).toEqual({ kind: 'stay' })
  expect(badFields(record, { maxDuration: 0 })).toEqual(['maxDuration'])
})
