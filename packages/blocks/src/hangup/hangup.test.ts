import { expect, test } from 'vitest'
import { badFields, exitNames, runBlock } from '../testing'
import { hangup } from './hangup.block'

test.each([
  [{}, {}],
  [
    { message: 'Bye', tag: 't' },
    { msg: 'Bye', tag: 't' },
  ],
  [{ force: true }, { force: true }],
])('%j asks for %j and is the end', (config, command) => {
  expect(runBlock(hangup, config, { type: 'entered' })).toEqual({
    kind: 'end',
    command: { type: 'hangup', ...command },
  })
  expect(exitNames(hangup, config)).toEqual([])
})

test('cutting the line leaves no time for a message', () => {
  expect(badFields(hangup, { force: true, message: 'Bye' })).toEqual(['message'])
})
