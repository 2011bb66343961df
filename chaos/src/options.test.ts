import { expect, test } from 'vitest'
import { readOptions } from './options'

const read = (...args: string[]) => readOptions(args, () => 42)

test('200 rounds and a seed of its own are the default', () => {
  expect(read()).toEqual({ ok: true, options: { rounds: 200, seed: 42, quiet: false, kind: false } })
  expect(read('--rounds', '20', '--seed=7', '--quiet')).toMatchObject({ options: { rounds: 20, seed: 7, quiet: true } })
})

test('what can’t be used is named', () => {
  expect(read('--rounds', 'many')).toEqual({ ok: false, message: '--rounds must be a whole number.' })
  expect(read('--rounds', '0')).toMatchObject({ message: '--rounds must be from 1 to 100000.' })
  expect(read('--round', '3')).toMatchObject({ message: expect.stringContaining('Use: npm run chaos') })
})
