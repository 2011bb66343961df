import { describe, expect, test } from 'vitest'
import { faultOf } from './json-body'

const deep = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

describe('depth', () => {
  test('what is a hundred deep passes, what is deeper is refused', () => {
    expect(faultOf(deep(100))).toBe(null)
    expect(faultOf(deep(101))).toBe('This request can’t be used: it is nested more than 100 deep.')
    expect(faultOf('{"a":'.repeat(101))).toContain('nested')
  })

  test('what stands side by side, or in a text, is not deep', () => {
    expect(faultOf(`[${Array(1_000).fill('{"a":[]}').join(',')}]`)).toBe(null)
    expect(faultOf(JSON.stringify({ text: '[{'.repeat(1_000) }))).toBe(null)
    expect(faultOf(JSON.stringify([`${'\\'.repeat(5)}"${'['.repeat(1_000)}`, '\\']))).toBe(null)
  })

  test('4 MB are looked through in one pass, whatever they are', () => {
    for (const text of [
      '['.repeat(4e6),
      '[]'.repeat(2e6),
      `"${'\\'.repeat(4e6)}`,
      '""'.repeat(2e6),
      `"${'\\"'.repeat(2e6)}`,
    ]) {
      const from = performance.now()
      faultOf(text)
      expect(performance.now() - from).toBeLessThan(1_500)
    }
  })
})

describe('prototypes', () => {
  test.each([
    '{"__proto__":{"admin":true}}',
    '{"a":[{"__proto__":null}]}',
    '{"\\u005f_proto__":{"admin":true}}',
    '{"constructor":{"prototype":{"admin":true}}}',
    '{"a":{"constr\\u0075ctor":{"prototype":1}}}',
  ])('%s is refused', (text) => {
    expect(faultOf(text)).toBe('This request can’t be used: it names a property that no object may have.')
  })

  test.each(['{"text":"__proto__"}', '{"constructor":"Ann"}', '{"proto":1}', '{"text":"\\u00e9"}'])(
    '%s is not',
    (text) => expect(faultOf(text)).toBe(null),
  )

  test('what is no JSON is left to its reader', () => {
    expect(faultOf('{"__proto__":')).toBe(null)
  })
})
