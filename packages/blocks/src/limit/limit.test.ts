import { newCall } from '@patchbay/flow/call'
import { compileFlow } from '@patchbay/flow/flow'
import { findProblems } from '@patchbay/flow/problems'
import { step } from '@patchbay/flow/step'
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

describe('a loop in which the caller can do nothing', () => {
  const loop = (config: { scope: string }, to: Record<string, string>) =>
    drawFlow({
      a: { block: 'answer', to: { next: 'l' } },
      l: { block: 'limit', config, to },
      p: { block: 'play', config: { message: 'Hello' }, to: { next: 'l' } },
      h: { block: 'hangup' },
    })
  test.each([
    ['ends by the count of a call', { scope: 'call' }, { within: 'p', 'too-many': 'h' }, []],
    ['has no end for who is over it', { scope: 'call' }, { within: 'h', 'too-many': 'p' }, ['loop-without-wait']],
    [
      'has no end for a caller without a number',
      { scope: 'caller' },
      { within: 'p', 'too-many': 'h' },
      ['loop-without-wait'],
    ],
  ])('%s', (_, config, to, codes) => {
    expect(findProblems(blocks, loop(config, to)).map(({ code }) => code)).toEqual(codes)
  })
  test('and a call goes round so many times, and on', () => {
    const flow = compileFlow(blocks, loop({ scope: 'call' }, { within: 'p', 'too-many': 'h' }))
    let next = step(flow, newCall('incoming', '', ''), { type: 'started' })
    const asked = []
    while (next.call.phase === 'running' && next.commands.length > 0) {
      asked.push(next.commands[0]?.type)
      next = step(flow, next.call, { type: 'done', step: next.call.step, result: {} })
    }
    expect(asked).toEqual(['play', 'play', 'play', 'hangup'])
  })
})
