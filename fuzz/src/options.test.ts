import { expect, test } from 'vitest'
import { readOptions } from './options'

test('a hundred thousand requests unless it says how many, and the seed that it is given', () => {
  expect(readOptions([], () => 7)).toEqual({ ok: true, options: { requests: 100_000, seed: 7 } })
  expect(readOptions(['2000', '--seed', '3'], () => 7)).toEqual({ ok: true, options: { requests: 2_000, seed: 3 } })
})

test.each([[['many']], [['10']], [['--seed', 'x']], [['--loud']]])('%j is refused with a sentence', (args) => {
  expect(readOptions(args, () => 7)).toEqual({ ok: false, message: expect.stringMatching(/./) })
})
