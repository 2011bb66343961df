import fc from 'fast-check'
import { expect, test } from 'vitest'
import { badFields, exitNames, runBlock } from '../testing'
import { evenly, split } from './split.block'

const parts = [
  { id: 'a', label: 'A', percent: 90 },
  { id: 'b', label: 'B', percent: 10 },
]

test.each([
  [0, 'part:a'],
  [0.899, 'part:a'],
  [0.9, 'part:b'],
  [0.999999, 'part:b'],
])('chance %d → %s', (chance, exit) => {
  expect(runBlock(split, { parts }, { type: 'entered' }, { chance: () => chance })).toMatchObject({ exit })
})

test('whatever the parts are, one of their exits is taken', () => {
  const part = fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    label: fc.string(),
    percent: fc.option(fc.integer({ min: 0, max: 100 })),
  })
  fc.assert(
    fc.property(
      fc.uniqueArray(part, { minLength: 1, selector: ({ id }) => id }),
      fc.double({ min: 0, max: 0.9999, noNaN: true }),
      (some, chance) => {
        const outcome = runBlock(split, { parts: some }, { type: 'entered' }, { chance: () => chance })
        return outcome.kind === 'exit' && exitNames(split, { parts: some }).includes(outcome.exit)
      },
    ),
  )
})

test('parts that do not make a hundred are mended', () => {
  const uneven = [...parts, { id: 'c', label: 'C', percent: 3 }]
  expect(badFields(split, { parts: uneven })).toEqual(['parts'])
  const [problem] = split.bind({ parts: uneven }).problems()
  expect(problem).toMatchObject({ message: 'The parts make 103 %, not 100.' })
  expect(badFields(split, problem?.fix?.config ?? {})).toEqual([])
  expect(evenly(uneven).map(({ percent }) => percent)).toEqual([34, 33, 33])
})
