import { applyEdit } from '@patchbay/flow/edit'
import { drawFlow } from '@patchbay/flow/testing'
import { expect, test } from 'vitest'
import { removeBlocks } from './remove-blocks'

const row = drawFlow({
  start: { block: 'answer', to: { next: 'hello' } },
  hello: { block: 'play', to: { next: 'again' } },
  again: { block: 'play', to: { next: 'menu' } },
  menu: {
    block: 'gather',
    config: { keys: ['1'], maxDigits: 1 },
    to: { 'key:1': 'bye', other: 'menu', none: 'hello' },
  },
  bye: { block: 'hangup' },
})

const linesAfter = (...ids: string[]) =>
  Object.values(removeBlocks(row, ids).reduce(applyEdit, row).edges).map(
    ({ from, exit, to }) => `${from} ${exit} ${to}`,
  )

test('a block taken out of a row leaves a row', () => {
  expect(linesAfter('again')).toContain('hello next menu')
  expect(linesAfter('hello')).toEqual(expect.arrayContaining(['start next again', 'menu none again']))
})

test('so do several', () => {
  expect(linesAfter('hello', 'again')).toEqual(expect.arrayContaining(['start next menu', 'menu none menu']))
})

test('where there are several ways on, nothing is joined', () => {
  expect(linesAfter('menu')).toEqual(['start next hello', 'hello next again'])
})

test('nor where there is none, nor round in a circle', () => {
  expect(linesAfter('bye')).not.toContain(expect.stringContaining('bye'))
  const loop = drawFlow({ a: { block: 'answer', to: { next: 'b' } }, b: { block: 'gather', to: { none: 'b' } } })
  expect(removeBlocks(loop, ['b']).reduce(applyEdit, loop).edges).toEqual({})
})

test('whoever clears a part of the flow wants nothing joined across it', () => {
  const ids = Array.from({ length: 30 }, (_, i) => (i === 0 ? 'hello' : `x${i}`))
  expect(linesAfter(...ids)).not.toContain('start next again')
})
