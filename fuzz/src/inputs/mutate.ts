import fc from 'fast-check'
import { hostileValue } from './hostile'

type Change = { at: number; how: 'replace' | 'drop' | 'add' | 'wrap' | 'twice'; value: unknown }

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat({ max: 10_000 }),
  how: fc.constantFrom('replace', 'replace', 'replace', 'drop', 'add', 'wrap', 'twice'),
  value: hostileValue,
})

/** Two times in three, with one or two places of it spoilt. */
export function spoilt(values: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const changes = fc.oneof(
    { weight: 1, arbitrary: fc.constant<Change[]>([]) },
    { weight: 2, arbitrary: fc.array(change, { minLength: 1, maxLength: 2 }) },
  )
  return fc.tuple(values, changes).map(([value, all]) => all.reduce(spoil, value))
}

/** The places of a value are numbered as it is walked through; `at` counts round and round. */
function spoil(value: unknown, { at, how, value: other }: Change): unknown {
  const target = at % Math.min(places(value), 400)
  let seen = -1
  const walk = (part: unknown): unknown => {
    seen += 1
    if (seen === target) return spoilPlace(part, how, other)
    if (Array.isArray(part)) return part.map(walk)
    if (typeof part !== 'object' || part === null) return part
    return Object.fromEntries(Object.entries(part).map(([name, inner]) => [name, walk(inner)]))
  }
  return walk(value)
}

function spoilPlace(part: unknown, how: Change['how'], other: unknown): unknown {
  if (how === 'drop') return undefined
  if (how === 'wrap') return [part]
  if (how === 'twice') return [part, part]
  if (how === 'add' && typeof part === 'object' && part !== null && !Array.isArray(part))
    return { ...part, surplus: other }
  return other
}

function places(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1
  return Object.values(value).reduce((sum: number, part: unknown) => sum + places(part), 1)
}
