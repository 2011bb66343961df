import { expect, test } from 'vitest'
import { exitNames, runBlock } from '../testing'
import { answer } from './answer.block'

test('asks nothing of the carrier: the next block picks up', () => {
  expect(runBlock(answer, {}, { type: 'entered' })).toEqual({ kind: 'exit', exit: 'next' })
  expect(exitNames(answer, {})).toEqual(['next'])
})

test('a call that was stopped for walking too far has an exit of its own, if wanted', () => {
  expect(exitNames(answer, { tooMany: true })).toEqual(['next', 'too-many'])
})
