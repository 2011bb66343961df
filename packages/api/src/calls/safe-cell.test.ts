import { expect, test } from 'vitest'
import { safeCell } from './safe-cell'

test.each([
  ['=1+1', "'=1+1"],
  ['=HYPERLINK("http://x.example")', '\'=HYPERLINK("http://x.example")'],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['+cmd|x', "'+cmd|x"],
  ['+1+1', "'+1+1"],
  ['-2+3', "'-2+3"],
  ['\t=1', "'\t=1"],
  ['＝1', "'＝1"],
])('%j is no formula any more', (text, cell) => {
  expect(safeCell(text)).toBe(cell)
})

test.each(['+6591234567', '-0.036', '+0', 'plain', '1=1', ''])('%j stays as it is', (text) => {
  expect(safeCell(text)).toBe(text)
})
