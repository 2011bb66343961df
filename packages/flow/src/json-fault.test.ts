import fc from 'fast-check'
import { expect, test } from 'vitest'
import { findJsonFault } from './json-fault'

const isJson = (text: string) => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test('it finds a fault in what no parser takes, and none in what one takes', () => {
  const sign = fc.constantFrom(
    ...'{}[]:,"\\ \n-+.0129eEtrufalsn',
    'true',
    'false',
    'null',
    '"a"',
    '\\u12aF',
    '\t',
    '\u0001',
  )
  fc.assert(
    fc.property(fc.string({ unit: sign, maxLength: 12 }), (text) => (findJsonFault(text) === null) === isJson(text)),
    { numRuns: 20_000 },
  )
  fc.assert(fc.property(fc.json(), (text) => findJsonFault(text) === null))
})

test.each([
  ['{"a" 1}', 1, 6, '1', '“:”'],
  ['{"a":1 "b":2}', 1, 8, '"', '“,” or “}”'],
  ['[1\n 2]', 2, 2, '2', '“,” or “]”'],
  ['{}\n\n{}', 3, 1, '{', 'the end'],
  ['["a\nb"]', 1, 4, '\n', 'a value or “]”'],
  ['[nul]', 1, 2, 'n', 'a value or “]”'],
  ['[😀]', 1, 2, '😀', 'a value or “]”'],
])('%j: line %i, column %i has %j where there should be %s', (text, line, column, found, expected) => {
  expect(findJsonFault(text)).toEqual({ line, column, found, expected })
})
