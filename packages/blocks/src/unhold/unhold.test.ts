import { expect, test } from 'vitest'
import { runBlock } from '../testing'
import { unhold } from './unhold.block'

test('takes the caller back, and goes on when the carrier says so', () => {
  expect(runBlock(unhold, { tag: 'back' }, { type: 'entered' })).toEqual({
    kind: 'wait',
    command: { type: 'unhold', tag: 'back' },
  })
  expect(runBlock(unhold, {}, { type: 'accepted' })).toEqual({ kind: 'stay' })
  expect(runBlock(unhold, {}, { type: 'done', result: {} })).toEqual({ kind: 'exit', exit: 'next' })
})
