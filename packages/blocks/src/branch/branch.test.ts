import { type Operator, operators } from '@patchbay/flow/rules'
import fc from 'fast-check'
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

describe('one condition', () => {
  const one = (given: object) => ({ branches: [{ id: 'a', label: '', join: 'all', rules: [given] }] })
  const ask = (given: object, vars: object = {}) =>
    runBlock(branch, one(given), { type: 'entered' }, { vars: { ...testVars, ...vars } })
  test.each<[object, object, string, string]>([
    [
      { ...rule('digits', 'between', '40'), right2: '{{ high }}' },
      { high: 50 },
      'branch:a',
      'digits is between 40 and 50',
    ],
    [rule(' digits ', 'not-empty'), {}, 'branch:a', 'digits is not empty'],
    [rule('nobody', 'is'), {}, 'branch:a', 'nobody is nothing'],
    [rule('code', 'is', '{{ set }}'), { code: '007', set: 7 }, 'branch:a', 'code is 7'],
    [rule('code', 'is', '{{ set }}'), { code: '007', set: '7' }, 'otherwise', 'no branch fits'],
    [rule('code', 'is', '{{ set }} '), { code: '7', set: 7 }, 'branch:a', 'code is 7'],
    [rule('__proto__.constructor', 'not-empty'), {}, 'otherwise', 'no branch fits'],
  ])('%j of %j: %s', (given, vars, exit, why) => {
    expect(ask(given, vars)).toEqual({ kind: 'exit', exit, why })
  })
  test('a long text is clipped in the log', () => {
    const outcome = ask(rule('x', 'is', '{{ x }}'), { x: 'y'.repeat(4_000) })
    expect(outcome).toMatchObject({ exit: 'branch:a', why: `x is ${'y'.repeat(99)}…` })
  })
})

describe('whatever its settings and the call are', () => {
  const text = fc.constantFrom('', 'digits', 'it.a', '{{ it.a }}', '{{ it | json }}', '__proto__', '1', '{{', '*')
  const rules = fc.record({
    left: text,
    op: fc.constantFrom(...(Object.keys(operators) as Operator[])),
    right: text,
    right2: text,
  })
  const branches = fc.array(
    fc.record({
      id: fc.constantFrom('a', 'b', 'c'),
      label: text,
      join: fc.constantFrom('all', 'any'),
      rules: fc.array(rules, { maxLength: 3 }),
    }),
    { maxLength: 4 },
  )
  test('one of its exits is taken, the same each time, and the log says why', () => {
    fc.assert(
      fc.property(branches, fc.jsonValue(), (some, it) => {
        const vars = { ...testVars, it: JSON.parse(JSON.stringify(it)) }
        const [once, again] = [1, 2].map(() => runBlock(branch, { branches: some }, { type: 'entered' }, { vars }))
        expect(again).toEqual(once)
        expect(once).toMatchObject({ kind: 'exit', why: expect.stringMatching(/./) })
        expect(exitNames(branch, { branches: some })).toContain(once?.kind === 'exit' && once.exit)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('what can’t be published', () => {
  const one = (change: object) => ({ branches: [{ ...config.branches[2], ...change }] })
  test.each([
    ['no branch', { branches: [] }],
    ['no condition', one({ rules: [] })],
    ['no value', one({ rules: [rule(' ', 'is', '1')] })],
    ['nothing to compare with', one({ rules: [rule('digits', 'contains')] })],
    ['one end of two', one({ rules: [rule('digits', 'between', '1')] })],
    ['a value that is reckoned', one({ rules: [rule('digits | upcase', 'is', '1')] })],
    ['a value in braces', one({ rules: [rule('{{ digits }}', 'is', '1')] })],
    ['two branches by one id', { branches: [config.branches[1], config.branches[1]] }],
    ['51 branches', { branches: Array.from({ length: 51 }, (_, n) => ({ ...config.branches[1], id: `b${n}` })) }],
    ['21 conditions', one({ rules: Array.from({ length: 21 }, () => rule('digits', 'is', '1')) })],
    ['a broken text', one({ rules: [rule('digits', 'is', '{{ oops')] })],
  ])('%s', (_, given) => {
    expect(badFields(branch, given)).toContain('branches')
  })
  test('but empty may be compared with', () => {
    expect(badFields(branch, one({ rules: [rule('digits', 'is')] }))).toEqual([])
  })
})
