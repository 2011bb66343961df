import { newCall } from '@patchbay/flow/call'
import { compileFlow } from '@patchbay/flow/flow'
import { step } from '@patchbay/flow/step'
import { drawFlow } from '@patchbay/flow/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blocks } from '../blocks'
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

test('of 20,000 calls so many go each way as its part says', () => {
  const three = [...parts, { id: 'c', label: 'C', percent: 0 }].map((part, at) => ({
    ...part,
    percent: [60, 30, 10][at] ?? 0,
  }))
  const flow = compileFlow(
    blocks,
    drawFlow({
      a: { block: 'answer', to: { next: 's' } },
      s: { block: 'split', config: { parts: three }, to: { 'part:a': 'h', 'part:b': 'h', 'part:c': 'h' } },
      h: { block: 'hangup' },
    }),
  )
  const went: Record<string, number> = {}
  for (let seed = 0; seed < 20_000; seed++) {
    const { trace } = step(flow, newCall('incoming', '', ''), { type: 'started', seed })
    for (const entry of trace)
      if (entry.type === 'left' && entry.node === 's') went[entry.exit] = (went[entry.exit] ?? 0) + 1
  }
  // Five standard deviations of 20,000 tries are at most 347.
  for (const { id, percent } of three) expect(Math.abs((went[`part:${id}`] ?? 0) - percent * 200)).toBeLessThan(347)
})

test('a part without a name is called by its place', () => {
  const [, second] = split.bind({ parts: [parts[0], { id: 'x7q2', label: ' ', percent: 10 }] }).exits
  expect(second).toEqual({ name: 'part:x7q2', label: 'Part 2' })
})

test('two parts by one id would share a line', () => {
  expect(badFields(split, { parts: [parts[0], { id: 'a', label: 'Again', percent: 10 }] })).toEqual(['parts'])
})

test('parts that do not make a hundred are mended', () => {
  const uneven = [...parts, { id: 'c', label: 'C', percent: 3 }]
  expect(badFields(split, { parts: uneven })).toEqual(['parts'])
  const [problem] = split.bind({ parts: uneven }).problems()
  expect(problem).toMatchObject({ message: 'The parts make 103 %, not 100.' })
  expect(badFields(split, problem?.fix?.config ?? {})).toEqual([])
  expect(evenly(uneven).map(({ percent }) => percent)).toEqual([34, 33, 33])
})
