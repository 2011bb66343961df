import { expect, test } from 'vitest'
import { maskNumber } from './mask-number'
import { maskText } from './mask-text'

test.each([
  ['+6591234567', '+65 ••••• 67'],
  ['+12025550123', '+1 ••••• 23'],
  ['+35312345678', '+353 ••••• 78'],
  // Niue has numbers of four digits: the country is all that may be told.
  ['+6834002', '+683 •••••'],
  ['+999123456789', '•••••'],
  ['anonymous', '•••••'],
  ['91234567', '•••••'],
  ['', ''],
])('%s is told as %s', (number, told) => expect(maskNumber(number)).toBe(told))

test('of two numbers of one country and length nothing but the last two digits differs', () => {
  expect(maskNumber('+6591234567')).toBe(maskNumber('+6588888867'))
})

const ours = new Set(['+6531580000'])
test.each([
  ['3 of 12 calls to +6531580000 failed.', '3 of 12 calls to +6531580000 failed.'],
  ['Rang +6591234567.', 'Rang •••••.'],
  ['Rang 9123 4567, (65) 9123-4567 and +65 9123 4567', 'Rang •••••, (••••• and •••••'],
  ['The balance is SGD 123.45, less than 200.', 'The balance is SGD 123.45, less than 200.'],
])('%s', (text, told) => expect(maskText(text, ours)).toBe(told))
