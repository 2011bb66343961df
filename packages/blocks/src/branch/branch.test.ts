import { describe, expect, test } from 'vitest'
import { badFields, exitNames, runBlock, testVars } from '../testing'
import { branch } from './branch.block'

const rule = (left: string, op: string, right = '') => ({ left, op, right })
const config = {
  branches: [
    {
      id: 'vip',
      label: 'VIP',
      join: 'all',
      rules: [rule('customer.row.level', 'is', 'gold'), rule('digits', 'more-than', '10')],
    },
    {
      id: 'near',
      label: '',
      join: 'any',
      rules: [rule('caller', 'starts-with', '+65'), rule('caller', 'starts-with', '+60')],
    },
    { id: 'same', label: 'The same', join: 'all', rules: [rule('digits', 'is', '{{ wanted }}')] },
  ],
}
const go = (vars: object) => runBlock(branch, config, { type: 'entered' }, { vars: { ...testVars, ...vars } })

test.each([
  [{ customer: { row: { level: 'Gold' } } }, 'branch:vip', 'customer.row.level is gold and digits more-than 10'],
  [{ customer: { row: { level: 'Gold' } }, digits: '7' }, 'branch:near', 'caller starts with +65'],
  [{ caller: '+4412345678', wanted: '42' }, 'branch:same', 'digits is 42'],
  [{ caller: '+4412345678' }, 'otherwise', 'no branch fits'],
])('%j → %s', (vars, exit, why) => {
  expect(go(vars)).toEqual({ kind: 'exit', exit, why: why.replace('more-than', 'is more than') })
})

test('each branch has an exit, called as its author or its conditions call it', () => {
  expect(exitNames(branch, config)).toEqual(['branch:vip', 'branch:near', 'branch:same', 'otherwise'])
  expect(branch.bind(config).exits.map(({ label }) => label)).toEqual([
    'VIP',
    'If caller starts with +65 or caller starts with +60',
    'The same',
    'Otherwise',
  ])
})

describe('what can’t be published', () => {
  const one = (change: object) => ({ branches: [{ ...config.branches[2], ...change }] })
  test.each([
    ['no branch', { branches: [] }],
    ['no condition', one({ rules: [] })],
    ['no value', one({ rules: [rule(' ', 'is', '1')] })],
    ['nothing to compare with', one({ rules: [rule('digits', 'contains')] })],
    ['a broken text', one({ rules: [rule('digits', 'is', '{{ oops')] })],
  ])('%s', (_, given) => {
    expect(badFields(branch, given)).toContain('branches')
  })
  test('but empty may be compared with', () => {
    expect(badFields(branch, one({ rules: [rule('digits', 'is')] }))).toEqual([])
  })
})
