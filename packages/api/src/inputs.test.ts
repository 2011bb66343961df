import { expect, test } from 'vitest'
import { readPerson } from './inputs'

test.each([
  ['Mei', 'Mei'],
  [encodeURIComponent('Zoë 王'), 'Zoë 王'],
  [undefined, ''],
  ['%E0%A4%A', ''],
  ['a'.repeat(61), ''],
  [encodeURIComponent('two\nlines'), ''],
  [['a', 'b'], 'a,b'],
])('the header %j names %j', (header, person) => {
  expect(readPerson(header)).toBe(person)
})
