import { findProblems } from '@patchbay/flow/problems'
import { drawFlow } from '@patchbay/flow/testing'
import { describe, expect, test } from 'vitest'
import { blocks } from '../blocks'
import { runBlock, testVars } from '../testing'
import { limit } from './limit.block'

const entered = { type: 'entered' } as const

test('a call passes so many times', () => {
  const exits = [null, 1, 2].map((memory) => runBlock(limit, { most: 2 }, entered, { memory }))
  expect(exits).toMatchObject([
    { exit: 'within', result: { times: 1 }, memory: 1 },
    { exit: 'within', result: { times: 2 }, memory: 2 },
    { exit: 'too-many', result: { times: 3 }, memory: 3 },
  ])
})

describe('a caller', () => {
  const config = { scope: 'caller', most: 2, seconds: 60 }
  test('is counted by number', () => {
    expect(runBlock(limit, config, entered)).toEqual({
      kind: 'wait',
      command: { type: 'count', name: 'here:+6591234567', seconds: 60 },
    })
    expect(runBlock(limit, config, { type: 'done', result: { count: 2 } })).toMatchObject({ exit: 'within' })
    expect(runBlock(limit, config, { type: 'done', result: { count: 3 } })).toMatchObject({ exit: 'too-many' })
  })
  test('without a number always passes', () => {
    expect(runBlock(limit, config, entered, { vars: { ...testVars, caller: '' } })).toMatchObject({ exit: 'within' })
  })
})

test('a loop through it is no endless one', () => {
  const loop = drawFlow({
    a: { block: 'answer', to: { next: 'l' } },
    l: { block: 'limit', to: { within: 'p', 'too-many': 'h' } },
    p: { block: 'play', config: { message: 'Hello' }, to: { next: 'l' } },
    h: { block: 'hangup' },
  })
  expect(findProblems(blocks, loop)).toEqual([])
})
