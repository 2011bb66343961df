import { expect, test } from 'vitest'
import { passwordRules } from './password-rules'

const mei = { name: 'Mei Tanaka', email: 'mei.tanaka@merlion.example' }
const met = (password: string) => passwordRules(password, mei).map(({ met }) => met)

test.each([
  ['', [false, false]],
  ['short', [false, true]],
  ['correct horse', [true, true]],
  ['my-PatchBay-1', [true, false]],
  ['tanaka-is-here', [true, false]],
  ['at merlion quay', [true, false]],
  // Three letters are no word of theirs.
  ['meiner alten Tante', [true, true]],
  ['x'.repeat(129), [false, true]],
])('%j', (password, rules) => {
  expect(met(password)).toEqual(rules)
})

test('says how many characters are missing', () => {
  expect(passwordRules('seven77', mei)[0]?.words).toBe('At least 10 characters: 3 more')
})
