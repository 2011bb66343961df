import { expect, test } from 'vitest'
import { badFields, runBlock } from '../testing'
import { tagCall } from './tag.block'

test('puts labels on the call, short ones, and none that is empty', () => {
  const labels = ['complaint', ' from {{ caller }} ', '{{ nothing }}', 'x'.repeat(60), `${'y'.repeat(39)}😀`]
  expect(runBlock(tagCall, { labels }, { type: 'entered' })).toEqual({
    kind: 'exit',
    exit: 'next',
    tags: ['complaint', 'from +6591234567', 'x'.repeat(40), 'y'.repeat(39)],
  })
})

test.each([[[]], [['']], [['x'.repeat(41)]], [Array.from({ length: 11 }, (_, n) => `tag ${n}`)]])(
  '%j can’t be published',
  (labels) => {
    expect(badFields(tagCall, { labels })).toEqual(['labels'])
  },
)
