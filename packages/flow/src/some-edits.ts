import fc from 'fast-check'
import type { Edit } from './edit'

const someId = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const place = { x: fc.integer({ min: -9, max: 9 }), y: fc.integer({ min: -9, max: 9 }) }
const box = { ...place, width: fc.constant(200), height: fc.constant(100) }

const someEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    type: fc.constant('add' as const),
    id: someId,
    node: fc.record({
      block: fc.constantFrom('play', 'gather'),
      name: fc.string({ maxLength: 80 }),
      config: fc.constantFrom({}, { message: 'Hello.' }),
    }),
    position: fc.record(place),
  }),
  fc.record({ type: fc.constant('rename' as const), id: someId, name: fc.string({ maxLength: 80 }) }),
  fc.record({ type: fc.constant('move' as const), positions: fc.dictionary(someId, fc.record(place)) }),
  fc.record({
    type: fc.constant('configure' as const),
    id: someId,
    config: fc.dictionary(
      fc.constantFrom('message', 'timeout'),
      fc.oneof(fc.string(), fc.integer(), fc.constant(null)),
    ),
  }),
  fc.record({
    type: fc.constant('connect' as const),
    id: fc.constantFrom('e1', 'e2', 'e9'),
    edge: fc.record({ from: someId, exit: fc.constantFrom('next', 'none'), to: someId }),
  }),
  fc.record({
    type: fc.constant('note' as const),
    id: fc.constantFrom('n1', 'n2'),
    note: fc.record({ ...box, text: fc.string() }),
  }),
  fc.record({
    type: fc.constant('group' as const),
    id: fc.constantFrom('g1', 'g2'),
    group: fc.record({ ...box, title: fc.string({ maxLength: 80 }) }),
  }),
  fc.record({ type: fc.constant('delete' as const), ids: fc.array(fc.oneof(someId, fc.constantFrom('n1', 'g1'))) }),
  fc.record({ type: fc.constant('disconnect' as const), ids: fc.array(fc.constantFrom('e1', 'e2')) }),
)

/** Sequences of edits of any kind, for tests by property; they know the blocks `a` to `e`, a few lines, notes and groups. */
export function someEdits(most: number): fc.Arbitrary<Edit[]> {
  return fc.array(someEdit, { maxLength: most })
}
