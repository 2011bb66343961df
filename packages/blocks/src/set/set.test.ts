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

test('each may name what was set before it, and none what comes later', () => {
  expect(run(value('a', '{{ b }}1'), value('b', '{{ a }}2'), value('a', '{{ b }}3'), value('__proto__', 'x'))).toEqual({
    kind: 'exit',
    exit: 'next',
    set: { a: '123', b: '12' },
  })
})

test.each(['many', '', '0x10', '1e5', '1 000', 'Infinity', '9'.repeat(20)])(
  '“%s” is no number: the log says so',
  (text) => {
    expect(run(value('count', text, 'number'))).toEqual({
      kind: 'exit',
      exit: 'next',
      set: { count: '' },
      why: `“${text}” is no number, so count is empty`,
    })
  },
)

test.each([
  ['nothing', [], ['values']],
  ['a name with a blank', [value('my name', 'x')], ['values']],
  ['a name that every call has', [value('caller', 'x')], ['values']],
  ['the language of prompts', [value('language', 'zh')], []],
])('%s', (_, values, fields) => {
  expect(badFields(set, { values })).toEqual(fields)
})
