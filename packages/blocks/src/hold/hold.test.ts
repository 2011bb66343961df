import { expect, test } from 'vitest'
import { runBlock } from '../testing'
import { hold } from './hold.block'

test.each([
  ['a message', { message: 'Please wait, {{ caller }}.' }, { type: 'hold', msg: 'Please wait, +6591234567.' }],
  ['music', {}, { type: 'hold' }],
])('keeps the caller waiting with %s, and goes on as soon as that is taken', (_, config, command) => {
  expect(runBlock(hold, config, { type: 'entered' })).toEqual({ kind: 'wait', command })
  expect(runBlock(hold, config, { type: 'accepted' })).toEqual({ kind: 'exit', exit: 'next' })
  expect(runBlock(hold, config, { type: 'ended', result: {} })).toEqual({ kind: 'stay' })
})
