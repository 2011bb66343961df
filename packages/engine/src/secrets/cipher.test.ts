import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createCipher, readKey, WrongKeyError } from './cipher'

const cipher = createCipher(Buffer.alloc(32, 1))

test('what was encrypted comes back, and never looks the same twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (plain, about) => {
      const kept = cipher.encrypt(plain, about)
      expect(cipher.decrypt(kept, about)).toBe(plain)
      expect(cipher.encrypt(plain, about).equals(kept)).toBe(false)
    }),
  )
})

test('what was kept under a key before is read, and new things are kept under the new one', () => {
  const [old, fresh] = [Buffer.alloc(32, 1), Buffer.alloc(32, 3)]
  const both = createCipher(fresh, [old])
  expect(both.decrypt(cipher.encrypt('hush', 'x'), 'x')).toBe('hush')
  expect(createCipher(fresh).decrypt(both.encrypt('hush', 'x'), 'x')).toBe('hush')
  expect(() => cipher.decrypt(both.encrypt('hush', 'x'), 'x')).toThrow(WrongKeyError)
  expect(both.derive('p')).toBe(createCipher(fresh).derive('p'))
})

describe('is refused', () => {
  const kept = cipher.encrypt('hush', 'secret/w/api_key')
  test('under another key', () => {
    expect(() => createCipher(Buffer.alloc(32, 2)).decrypt(kept, 'secret/w/api_key')).toThrow(WrongKeyError)
  })
  test('as another secret', () => {
    expect(() => cipher.decrypt(kept, 'secret/other/api_key')).toThrow(WrongKeyError)
  })
  test('when a single bit was changed, wherever it is', () => {
    for (let at = 0; at < kept.length; at++) {
      const changed = Buffer.from(kept)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => cipher.decrypt(changed, 'secret/w/api_key')).toThrow(WrongKeyError)
    }
  })
  test('when there is hardly anything', () => {
    expect(() => cipher.decrypt(Buffer.from([1, 2, 3]), 'x')).toThrow(WrongKeyError)
  })
})

test.each([
  ['ab'.repeat(32), true],
  [Buffer.alloc(32, 9).toString('base64'), true],
  ['too short', false],
  ['', false],
  ['ab'.repeat(31), false],
])('%s is a key: %s', (text, is) => {
  expect(readKey(text) !== null).toBe(is)
})
