import { describe, expect, test } from 'vitest'
import { badFields, exitNames, runBlock } from '../testing'
import { gather } from './gather.block'

test('asks with every parameter, and leaves out what is empty', () => {
  expect(
    runBlock(
      gather,
      { message: 'Press', keys: ['1'], maxDigits: 0, timeout: 10, attempts: 3, tag: 't' },
      { type: 'entered' },
    ),
  ).toEqual({
    kind: 'wait',
    command: { type: 'gather', msg: 'Press', maxDigits: 0, timeout: 10, attempts: 3, tag: 't' },
  })
  expect(runBlock(gather, { maxDigits: null }, { type: 'entered' })).toEqual({
    kind: 'wait',
    command: { type: 'gather' },
  })
})

describe('which exit a caller takes', () => {
  const menu = { keys: ['1', '2', '*'], maxDigits: 1 }
  const directory = { keys: ['101', '10'], maxDigits: 3 }
  const free = { keys: [], maxDigits: 0 }
  test.each([
    [menu, '1', 'key:1'],
    [menu, '*', 'key:*'],
    [menu, '9', 'other'],
    [menu, '', 'none'],
    [directory, '101', 'key:101'],
    [directory, '10', 'key:10'],
    [directory, '999', 'digits'],
    [directory, '99', 'other'],
    [directory, '9*9', 'other'],
    [directory, '', 'none'],
    [free, '123456', 'digits'],
    [free, '12*', 'other'],
  ])('%j, %s → %s', (config, digits, exit) => {
    expect(runBlock(gather, config, { type: 'done', result: { digits } })).toEqual({
      kind: 'exit',
      exit,
      result: { digits },
    })
    expect(exitNames(gather, config)).toContain(exit)
  })
  test('a carrier that tells no digits at all has heard nothing', () => {
    expect(runBlock(gather, menu, { type: 'done', result: {} })).toEqual({
      kind: 'exit',
      exit: 'none',
      result: { digits: '' },
    })
  })
})

test.each([
  [{ keys: ['1', '2'] }, []],
  [{ keys: ['#'] }, ['keys']],
  [{ keys: ['1', '1'] }, ['keys']],
  [{ keys: ['12'], maxDigits: 1 }, ['keys']],
  [{ keys: ['12'], maxDigits: 0 }, []],
  [{ maxDigits: 256 }, ['maxDigits']],
  [{ timeout: 0 }, ['timeout']],
  [{ attempts: -1 }, ['attempts']],
])('refuses %j', (config, fields) => {
  expect(badFields(gather, config)).toEqual(fields)
})
