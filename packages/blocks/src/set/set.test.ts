import { expect, test } from 'vitest'
import { badFields, runBlock } from '../testing'
import { set } from './set.block'

const value = (name: string, value: string, as = 'text') => ({ name, value, as })
const run = (...values: object[]) => runBlock(set, { values }, { type: 'entered' })

test('keeps texts, numbers, and yes or no', () => {
  expect(
    run(
      value('who', 'From {{ caller }}'),
      value('count', ' {{ digits }} ', 'number'),
      value('vip', 'Yes', 'yes-no'),
      value('no', '', 'yes-no'),
    ),
  ).toEqual({ kind: 'exit', exit: 'next', set: { who: 'From +6591234567', count: 42, vip: true, no: false } })
})

test('what is no number is empty, and the log says so', () => {
  expect(run(value('count', 'many', 'number'))).toEqual({
    kind: 'exit',
    exit: 'next',
    set: { count: '' },
    why: '“many” is no number',
  })
})

test.each([
  ['nothing', [], ['values']],
  ['a name with a blank', [value('my name', 'x')], ['values']],
  ['a name that every call has', [value('caller', 'x')], ['values']],
  ['the language of prompts', [value('language', 'zh')], []],
])('%s', (_, values, fields) => {
  expect(badFields(set, { values })).toEqual(fields)
})
