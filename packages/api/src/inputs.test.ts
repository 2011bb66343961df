import { expect, test } from 'vitest'
import { dateInput, momentInput, readPerson } from './inputs'

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

test.each(['1900-01-01T00:00:00Z', '2024-02-29T23:59:59.999+08:00', '9000-01-01T00:00:00Z'])(
  '%s is a moment',
  (text) => {
    expect(momentInput.parse(text)).toBe(text)
    expect(dateInput.parse(text)).toEqual(new Date(text))
  },
)

test.each([
  '0000-01-01T00:00:00Z',
  '1899-12-31T23:59:59Z',
  '9999-12-31T23:59:59Z',
  '+020000-01-01T00:00:00Z',
  '-000001-01-01T00:00:00Z',
])('%s is none that anything here can be at', (text) => {
  expect(momentInput.safeParse(text).success).toBe(false)
  expect(dateInput.safeParse(text).success).toBe(false)
})
