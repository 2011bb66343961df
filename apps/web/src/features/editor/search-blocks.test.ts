import { drawFlow } from '@patchbay/flow/testing'
import { expect, test } from 'vitest'
import { searchBlocks } from './search-blocks'

const flow = drawFlow({
  start: { block: 'answer', name: 'Incoming call' },
  menu: {
    block: 'gather',
    name: 'Main menu',
    config: { message: 'For sales, press 1.', keys: ['1', '42'], timeout: 17 },
  },
  sales: { block: 'transfer', name: 'Sales', config: { dest: '+6562220001' } },
})
const found = (words: string) => searchBlocks(flow, words).map(({ id, text }) => [id, text])

test.each([
  [
    'sales',
    [
      ['sales', null],
      ['menu', 'For sales, press 1.'],
    ],
  ],
  ['  MAIN ', [['menu', null]]],
  ['6222', [['sales', '+6562220001']]],
  ['42', [['menu', '42']]],
  ['17', [['menu', '17']]],
  ['nobody', []],
  ['', []],
])('%j finds %j: names first, then words in settings', (words, hits) => {
  expect(found(words)).toEqual(hits)
})

test('no more is found than anybody reads', () => {
  const many = drawFlow(
    Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`p${i}`, { block: 'play', name: `Play ${i}` }])),
  )
  expect(searchBlocks(many, 'play')).toHaveLength(30)
})
