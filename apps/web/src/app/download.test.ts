import { expect, test } from 'vitest'
import { fileNameOf } from './download'

test.each([
  ['Front desk (night)', 'front-desk-night'],
  ['../../etc/passwd', 'etc-passwd'],
  ['电话 1', '电话-1'],
  ['???', 'flow'],
  ['x'.repeat(80), 'x'.repeat(60)],
])('%j is kept as %j', (name, expected) => {
  expect(fileNameOf(name)).toBe(expected)
})
