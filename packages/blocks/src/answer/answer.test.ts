import { expect, test } from 'vitest'
import { exitNames, runBlock } from '../testing'
import { answer } from './answer.block'

test('asks nothing of the carrier: the next block picks up', () => {
  expect(runBlock(answer, {}, { type: 'entered' })).toEqual({ kind: 'exit', exit: 'next' })
  expect(exitNames(answer, {})).toEqual(['next'])
})
