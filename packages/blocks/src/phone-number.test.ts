import { isE164 } from '@patchbay/flow/field'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { asDialled, readPhoneNumber, storedPhoneNumber } from './phone-number'

test.each([
  ['+65 6123-4567', '+6561234567'],
  [' (65) 6123 4567', '6561234567'],
  ['{{ caller }}', '{{ caller }}'],
  ['private', 'private'],
  ['', ''],
])('while it is typed, %j is dialled as %j', (typed, dialled) => {
  expect(asDialled(typed)).toBe(dialled)
})

test.each([
  ['+65 6123 4567', '+6561234567'],
  ['0065 6123 4567', '+6561234567'],
  ['+44 (0)20 7946 0958', '+442079460958'],
  ['+39 06 1234 5678', '+390612345678'],
  ['+65 ６１２３ ４５６７', '+6561234567'],
  ['+65 612', '+65612'],
  ['6123 4567', '61234567'],
  ['+65 6123 4567 ext 5', '+65 6123 4567 ext 5'],
  ['{{ caller }}', '{{ caller }}'],
  ['+65{{ digits }}', '+65{{ digits }}'],
  ['private', 'private'],
  ['', ''],
])('once it is typed, %j is stored as %j', (typed, stored) => {
  expect(storedPhoneNumber(typed)).toBe(stored)
})

describe('a number that can be dialled', () => {
  it('is written as people do, with its country', () => {
    expect(readPhoneNumber('+6561234567')).toEqual({
      dialled: '+6561234567',
      written: '+65 6123 4567',
      country: 'SG',
      place: 'Singapore',
      problem: null,
    })
    expect(readPhoneNumber('+442079460958')).toMatchObject({ country: 'GB', place: 'the United Kingdom' })
  })

  it('may belong to no country', () => {
    expect(readPhoneNumber('+80012345678')).toMatchObject({ country: null, written: '+800 1234 5678', problem: null })
  })
})

test.each([
  ['+65 612', 'Too short for Singapore.'],
  ['+65', 'Too short for Singapore.'],
  ['+1 555 010', 'Too short for a number with +1.'],
  ['+', null],
  ['+6561234567890123', 'Too long for Singapore.'],
  ['+99912345678', 'No country’s code begins like this.'],
  ['+65 1234 5678', 'There is no such number in Singapore. Check its digits.'],
])('%j can’t be: %j', (typed, problem) => {
  expect(readPhoneNumber(typed)?.problem).toBe(problem)
})

test.each(['', 'private', '{{ caller }}', '+65{{ digits }}', '6123 4567', 'Call me'])('%j is not judged', (typed) => {
  expect(readPhoneNumber(typed)).toBeNull()
})

test('what is stored stays as it is when it is read again, and is E.164 whenever it has no problem', () => {
  const typed = fc.oneof(
    fc.string(),
    fc.array(fc.constantFrom(...'+0123456789 -()./ｅ６{'), { maxLength: 20 }).map((characters) => characters.join('')),
    fc.tuple(fc.constantFrom('+65 ', '+1', '0044', '+86-'), fc.nat(99_999_999_999)).map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(typed, (text) => {
      const stored = storedPhoneNumber(text)
      expect(storedPhoneNumber(stored)).toBe(stored)
      const read = readPhoneNumber(text)
      if (read?.written && read.problem === null) expect(isE164(stored)).toBe(true)
    }),
    { numRuns: 500 },
  )
})

test('where a code is shared, no country is blamed', () => {
  expect(readPhoneNumber('+15550100123')?.problem).toBe('There is no such number. Check its digits.')
})
