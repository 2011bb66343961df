import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { matches, patternLimits } from './pattern'
import { holds, numberOf, type Operator, operators } from './rules'
import type { Json } from './vars'

const ask = (value: Json, op: Operator, right: Json = '', right2?: Json) =>
  holds({ left: 'it.value', op, right, right2 }, { it: { value } })

describe('a value and what is asked of it', () => {
  test.each<[Json, Operator, Json, boolean]>([
    ['1', 'is', '1', true],
    [1, 'is', '1', true],
    [1, 'is', '1.0', true],
    [1, 'is', ' 1 ', true],
    ['007', 'is', '7', false],
    [7, 'is', '007', true],
    ['007', 'is', 7, true],
    ['007', 'one-of', '7', false],
    ['seven', 'is', 7, false],
    [true, 'is', 'TRUE', true],
    [[1, 'a'], 'is', '[1,"A"]', true],
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

  test.each<[Json, Json, Json, boolean]>([
    ['5', '1', '10', true],
    [5, 5, 5, true],
    ['5', '6', '10', false],
    ['5', '1', '', false],
    ['5', '', '10', false],
    ['', '0', '10', false],
    ['2026-11-24', '2026-11-01', '2026-11-30', true],
    ['2026-12-01T09:00:00Z', '2026-11-01', '2026-11-30', false],
    ['-1', '-2.5', '+3', true],
  ])('%j is between %j and %j: %s', (value, low, high, yes) => {
    expect(ask(value, 'between', low, high)).toBe(yes)
  })

  test.each([
    ['12', 12],
    [' -0.5 ', -0.5],
    ['+65', 65],
    ['', null],
    ['0x10', null],
    ['1e5', null],
    ['1 2', null],
    ['.5', null],
    ['9'.repeat(16), null],
  ])('“%s” read as a number: %s', (text, number) => {
    expect(numberOf(text)).toBe(number)
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

describe('what is made to hurt takes no time', () => {
  const blanks = `1${' '.repeat(64_000)}b`
  const huge = 'a'.repeat(64_000)
  test.each<[string, () => unknown]>([
    ['the longest text and the worst pattern', () => matches('a'.repeat(patternLimits.text), `*${'a'.repeat(498)}b`)],
    ['many stars', () => matches('a'.repeat(patternLimits.text), `${'*a'.repeat(249)}*b`)],
    ['a pattern from outside', () => matches(huge, `*${huge}b`)],
    ['blanks without end', () => ask(blanks, 'between', blanks, blanks)],
    ['commas without end', () => ask(huge, 'one-of', ','.repeat(64_000))],
    ['a text in a text', () => ask(huge, 'contains', `${huge.slice(1)}b`)],
    ['digits without end', () => numberOf('9'.repeat(64_000))],
  ])('%s', (_, work) => {
    const from = performance.now()
    work()
    expect(performance.now() - from).toBeLessThan(250)
  })
  test('and what is too long for a pattern fits none', () => {
    expect(matches('a'.repeat(patternLimits.text), '*')).toBe(true)
    expect(matches('a'.repeat(patternLimits.text + 1), '*')).toBe(false)
    expect(matches('a', '*'.repeat(patternLimits.pattern + 1))).toBe(false)
  })
})

test('a pattern means what its letters say, within a word of bits and beyond it', () => {
  const asRegExp = (pattern: string) =>
    new RegExp(`^${pattern.replaceAll('*', '[^]*').replaceAll('?', '[^]').replaceAll('#', '[0-9]')}$`)
  const patterns = (maxLength: number) =>
    fc.string({ unit: fc.constantFrom('a', 'b', '1', '*', '?', '#'), maxLength, size: 'max' })
  const words = (maxLength: number) => fc.string({ unit: fc.constantFrom('a', 'b', '1', '\n'), maxLength, size: 'max' })
  const agree = (text: string, pattern: string) => {
    expect(matches(text, pattern)).toBe(asRegExp(pattern).test(text))
  }
  fc.assert(fc.property(words(8), patterns(8), agree), { numRuns: 5_000 })
  // Long ones hardly ever fit by chance: these are made of the text, and one character in a hundred is another.
  const marks = fc.array(fc.integer({ min: 0, max: 99 }), { minLength: 100, maxLength: 100 })
  const made = (character: string, mark: number) => {
    if (mark === 0) return 'b'
    if (mark < 20) return '?'
    return mark < 40 && /\d/.test(character) ? '#' : character
  }
  fc.assert(
    fc.property(words(100), marks, fc.nat(100), fc.nat(60), (text, some, at, skipped) => {
      const pattern = text.split('').map((character, place) => made(character, some[place] ?? 1))
      agree(text, pattern.join(''))
      agree(text, [...pattern.slice(0, at), '*', ...pattern.slice(at + skipped)].join(''))
    }),
    { numRuns: 3_000 },
  )
})

const poison = ['__proto__', 'constructor', 'prototype', 'toString', '__defineGetter__', 'length', 'caller', 'it', '0']
const path = fc.array(fc.constantFrom(...poison), { maxLength: 4 }).map((parts) => parts.join('.'))
const op = fc.constantFrom(...(Object.keys(operators) as Operator[]))
const other = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.constantFrom('function', 'native code', '[object', 'Object', '*', '#', '', '1,2', 'true'),
  fc.double(),
  fc.json({ maxDepth: 3 }),
)
const anything = fc
  .jsonValue({ maxDepth: 4, noUnicodeString: false })
  .map((value): Json => JSON.parse(JSON.stringify(value)))

/** What a plain walk over own properties finds: what conditions may see, and nothing else. */
function ownValue(vars: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, name) => {
    if (typeof value !== 'object' || value === null) return undefined
    return Object.getOwnPropertyDescriptor(value, name)?.value
  }, vars)
}

test('50,000 conditions of any kind are answered', () => {
  fc.assert(
    fc.property(path, op, other, other, anything, (left, operator, right, right2, it) => {
      const vars = { caller: '+65', it }
      const rule = { left, op: operator, right, right2 }
      const answer = holds(rule, vars)
      expect(typeof answer).toBe('boolean')
      expect(holds(rule, vars)).toBe(answer)
      // Of an array the length is an own property that is no item of it.
      const found = left.endsWith('length') ? undefined : ownValue(vars, left)
      if (found === undefined && operator === 'empty' && !left.endsWith('length')) expect(answer).toBe(true)
      if (found === undefined && operator === 'contains' && !left.endsWith('length'))
        expect(answer).toBe(String(right).trim() === '')
    }),
    { numRuns: 50_000 },
  )
  expect(Object.keys(Object.prototype)).toEqual([])
})

test('is and is not, empty and not empty, yes and no are each the other’s contrary', () => {
  fc.assert(
    fc.property(path, other, anything, (left, right, it) => {
      for (const [one, contrary] of [
        ['is', 'is-not'],
        ['empty', 'not-empty'],
        ['yes', 'no'],
      ] as const)
        expect(holds({ left, op: one, right }, { it })).toBe(!holds({ left, op: contrary, right }, { it }))
    }),
    { numRuns: 2_000 },
  )
})
