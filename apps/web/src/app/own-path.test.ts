import { expect, test } from 'vitest'
import { ownPath } from './own-path'

const origin = 'https://calls.example'

test.each([
  ['/w/shop/flows/1?block=menu#top', '/w/shop/flows/1?block=menu#top'],
  ['/', '/'],
  ['/a/../b', '/b'],
])('%s is ours', (asked, path) => {
  expect(ownPath(asked, origin)).toBe(path)
})

test.each([
  null,
  '',
  'flows',
  'https://evil.example/',
  'https://calls.example/flows',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '\\/evil.example',
  'javascript:alert(1)',
  'data:text/html,hi',
])('%j leads nowhere', (asked) => {
  expect(ownPath(asked, origin)).toBeNull()
})
