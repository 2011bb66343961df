import { expect, test } from 'vitest'
import { readBenchOptions, systems } from './options'

test('without options: everything, three rounds', () => {
  expect(readBenchOptions([])).toEqual({ rounds: 3, scale: 1, only: systems, profile: undefined })
})

test('quick is one shorter round, of the systems that were asked for', () => {
  expect(readBenchOptions(['--quick', '--only', 'patchbay,in-memory'])).toMatchObject({
    rounds: 1,
    scale: 0.6,
    only: ['patchbay', 'in-memory'],
  })
})

test.each([
  [['--only', 'patchbay,n8n'], /one-insert/],
  [['--rounds', 'many'], /1 to 20/],
  [['--rounds', '0'], /1 to 20/],
  [['--speed', '2'], /--speed/],
])('%j is answered with what is wrong', (argv, message) => {
  expect(() => readBenchOptions(argv)).toThrow(message)
})
