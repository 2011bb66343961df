import { expect, test } from 'vitest'
import { keyOfName, keySchema, nameOfFile } from './key'

test.each([
  ['Blocked callers (2026)', 'blocked_callers_2026'],
  ['Café', 'cafe'],
  ['2nd floor', 'nd_floor'],
  ['电话', 'table'],
  ['', 'table'],
  ['a'.repeat(60), 'a'.repeat(40)],
])('%j gets the key %j', (name, key) => {
  expect(keyOfName(name, 'table')).toBe(key)
  expect(keySchema.safeParse(key).success).toBe(true)
})

test.each([
  ['blocked-callers.csv', 'Blocked callers'],
  ['staff.2026.csv', 'Staff.2026'],
  ['电话.csv', '电话'],
  ['.csv', ''],
])('the file %j is called %j', (file, name) => expect(nameOfFile(file)).toBe(name))
