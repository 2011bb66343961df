import fc from 'fast-check'
import { documentSchema, documentVersion, type FlowDocument, settingTypes } from './document'

const letters = 'abcXYZ0123456789'
const id = fc
  .tuple(fc.constantFrom(...letters), fc.string({ unit: fc.constantFrom(...letters, '_', '-'), maxLength: 9 }))
  .map(([first, rest]) => first + rest)
const coordinate = fc.oneof(fc.integer({ min: -9_999, max: 9_999 }), fc.constantFrom(0.5, -1.25, 1e7, 1 / 3))
const length = fc.integer({ min: 40, max: 20_000 })
const box = { x: coordinate, y: coordinate, width: length, height: length }
const key = fc.string({ maxLength: 20, unit: 'binary' }).filter((name) => name !== '__proto__')
/** What JSON can say and say again: no text stands for -0. */
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.string({ unit: 'binary' }),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => number + 0),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 3 }),
    fc.dictionary(key, tie('any'), { maxKeys: 3, noNullPrototype: true }),
  ),
})).any
const map = <T>(of: fc.Arbitrary<T>) => fc.dictionary(id, of, { maxKeys: 6, noNullPrototype: true })

/** Documents of any kind that a flow may have, with settings that no block has, for tests by property. */
export const someDocument: fc.Arbitrary<FlowDocument> = fc
  .record({
    version: fc.constant(documentVersion),
    nodes: map(
      fc.record({
        block: fc.string({ minLength: 1, maxLength: 64 }),
        name: fc.string({ maxLength: 80, unit: 'grapheme' }).map((name) => name.slice(0, 80)),
        config: fc.dictionary(key, value, { maxKeys: 4, noNullPrototype: true }),
      }),
    ),
    edges: map(fc.record({ from: id, exit: fc.string({ minLength: 1, maxLength: 64 }), to: id })),
    settings: fc.dictionary(
      fc.constantFrom('greeting', 'branch_1', 'opening_hours'),
      fc.record({ label: fc.string({ maxLength: 80 }), type: fc.constantFrom(...settingTypes), initial: value }),
      { noNullPrototype: true },
    ),
    language: fc.constantFrom('en', 'zh-HK', 'fr'),
    ui: fc.record({
      positions: map(fc.record({ x: coordinate, y: coordinate })),
      notes: map(fc.record({ ...box, text: fc.string({ maxLength: 200, unit: 'binary' }) })),
      groups: map(fc.record({ ...box, title: fc.string({ maxLength: 80 }) })),
    }),
  })
  .map((document) => documentSchema.parse(document))
