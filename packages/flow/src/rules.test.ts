import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { holds, matches, type Operator, operators } from './rules'
import { compileText } from './template'
import type { Json, Vars } from './vars'

const ask = (value: Json, op: Operator, right = '') => holds({ left: 'it.value', op, right }, { it: { value } })

describe('a value and what is asked of it', () => {
  test.each<[Json, Operator, string, boolean]>([
    ['1', 'is', '1', true],
    [1, 'is', '1', true],
    [1, 'is', '1.0', true],
    [1, 'is', ' 1 ', true],
    ['007', 'is', '7', false],
    [7, 'is', '007', true],
    ['Sales', 'is', 'sales ', true],
    ['Sales', 'is-not', 'support', true],
    [null, 'is', '', true],
    ['+6591234567', 'starts-with', '+65', true],
    ['order 66', 'contains', '66', true],
    ['a.mp3', 'ends-with', '.MP3', true],
    ['+6591234567', 'matches', '+65 *', false],
    ['+6591234567', 'matches', '+65*', true],
    ['1234', 'matches', '####', true],
    ['123a', 'matches', '####', false],
    ['10', 'more-than', '9', true],
    [10, 'more-than', '9', true],
    ['2026-11-24', 'more-than', '2026-02-01', true],
    ['', 'more-than', '1', false],
    ['', 'less-than', '1', false],
    [5, 'less-than', '5', false],
    ['5', 'between', '1 and 10', true],
    ['5', 'between', '1, 4', false],
    ['5', 'between', '1', false],
    ['2', 'one-of', '1, 2, 3', true],
    [2, 'one-of', '1, 2, 3', true],
    ['4', 'one-of', '1, 2, 3', false],
    ['  ', 'empty', '', true],
    [0, 'empty', '', false],
    ['x', 'not-empty', '', true],
    [true, 'yes', '', true],
    ['Yes', 'yes', '', true],
    ['no', 'yes', '', false],
    [false, 'no', '', true],
    [null, 'no', '', true],
  ])('%j %s “%s”: %s', (value, op, right, yes) => {
    expect(ask(value, op, right)).toBe(yes)
  })

  test('what nobody has is empty, and what every object has is nothing', () => {
    for (const left of [
      'nothing',
      'it.nothing',
      '__proto__',
      'constructor.name',
      'it.__proto__.toString',
      'it.length',
      '',
    ])
      expect(holds({ left, op: 'empty', right: '' }, { it: { value: 'x' } })).toBe(true)
  })
})

test('a pattern that people write to hurt takes no time', () => {
  const from = performance.now()
  expect(matches('a'.repeat(4_000), `${'*a'.repeat(500)}b`)).toBe(false)
  expect(matches('a'.repeat(4_000), '*'.repeat(4_000))).toBe(true)
  expect(performance.now() - from).toBeLessThan(500)
})

test('a pattern means what its letters say', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'b', '1', '*', '?', '#'), maxLength: 8 })
  const words = fc.string({ unit: fc.constantFrom('a', 'b', '1'), maxLength: 8 })
  const asRegExp = (pattern: string) =>
    new RegExp(`^${pattern.replaceAll('*', '.*').replaceAll('?', '.').replaceAll('#', '[0-9]')}$`)
  fc.assert(
    fc.property(words, letters, (text, pattern) => {
      expect(matches(text, pattern)).toBe(asRegExp(pattern).test(text))
    }),
    { numRuns: 2_000 },
  )
})

const poison = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '__defineGetter__',
  'caller',
  'it',
  '0',
  'secret',
  'prompt',
]
const path = fc.array(fc.constantFrom(...poison), { maxLength: 4 }).map((parts) => parts.join('.'))
const op = fc.constantFrom(...(Object.keys(operators) as Operator[]))
const piece = fc.oneof(
  fc.constantFrom(
    '{{',
    '}}',
    '{%',
    '%}',
    '|',
    'if',
    'assign',
    'x',
    '=',
    '"',
    '(1..999999999)',
    'join',
    'append: it',
    'times: 9e99',
    'replace: "a", "b"',
    'else',
    'endif',
    ' ',
  ),
  path,
)
const vars: Vars = { caller: '+65', called: '', digits: '12', recording: '', it: { value: [1, { deep: 'x' }] } }

test('50,000 conditions of any kind are answered, by what the call has and nothing else', () => {
  fc.assert(
    fc.property(path, op, fc.string({ maxLength: 40 }), (left, operator, right) => {
      const answer = holds({ left, op: operator, right }, vars)
      if (operator === 'contains' && /native code|function/.test(right)) expect(answer).toBe(false)
      return typeof answer === 'boolean'
    }),
    { numRuns: 50_000 },
  )
})

test('50,000 texts of any kind are read, and say nothing of what JavaScript is made of', () => {
  const from = performance.now()
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
      const compiled = compileText(pieces.join(' '))
      if (!compiled.ok) return compiled.message.length > 0
      const said = compiled.render(vars)
      expect(said).not.toMatch(/native code|function/)
      expect(said.length).toBeLessThan(100_000)
      return true
    }),
    { numRuns: 50_000 },
  )
  expect(Object.hasOwn(Object.prototype, 'x')).toBe(false)
  expect(performance.now() - from).toBeLessThan(60_000)
})
