import { expect, test } from 'vitest'
import { storableJson, storableText } from './storable'

test.each([
  ['plain', 'plain'],
  ['a\0b', 'a\ufffdb'],
  ['half \ud83d', 'half \ufffd'],
  ['\udc00 half', '\ufffd half'],
  ['whole \ud83d\udcde', 'whole \ud83d\udcde'],
])('the text %j', (text, stored) => {
  expect(storableText(text)).toBe(stored)
  expect(JSON.parse(storableJson({ deep: [text], [text]: 1 }))).toEqual({ deep: [stored], [stored]: 1 })
})

test('what only looks like an escape stays as it is', () => {
  const value = { text: '\\u0000 and \\ud83d' }
  expect(JSON.parse(storableJson(value))).toEqual(value)
})
