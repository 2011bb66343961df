import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documentSchema } from './document'
import { applyEdit, type Edit } from './edit'
import { drawFlow } from './testing'

const flow = drawFlow({
  a: { block: 'answer', to: { next: 'b' } },
  b: { block: 'gather', to: { none: 'c', other: 'b' } },
  c: { block: 'hangup' },
})
const edgesFrom = (id: string, document = flow) => Object.values(document.edges).filter((edge) => edge.from === id)

describe('edits', () => {
  test('deleting a block takes its lines and its place along', () => {
    const after = applyEdit(flow, { type: 'delete', ids: ['b'] })
    expect(Object.keys(after.nodes)).toEqual(['a', 'c'])
    expect(after.edges).toEqual({})
    expect(after.ui.positions).not.toHaveProperty('b')
  })
  test('one exit leads to one place: a new line takes the old one’s', () => {
    const after = applyEdit(flow, { type: 'connect', id: 'new', edge: { from: 'b', exit: 'none', to: 'b' } })
    expect(edgesFrom('b', after)).toHaveLength(2)
    expect(after.edges.new).toEqual({ from: 'b', exit: 'none', to: 'b' })
  })
  test('an edit of what is not there changes nothing', () => {
    expect(applyEdit(flow, { type: 'rename', id: 'zz', name: 'x' })).toBe(flow)
    expect(applyEdit(flow, { type: 'rename', id: 'constructor', name: 'x' })).toBe(flow)
    expect(applyEdit(flow, { type: 'move', positions: { zz: { x: 1, y: 1 } } })).toBe(flow)
  })
})

const someId = fc.constantFrom('a', 'b', 'c', 'd', 'e')
const someEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    type: fc.constant('add' as const),
    id: someId,
    node: fc.record({ block: fc.constant('play'), name: fc.string({ maxLength: 80 }), config: fc.constant({}) }),
    position: fc.record({ x: fc.integer({ min: -9, max: 9 }), y: fc.integer({ min: -9, max: 9 }) }),
  }),
  fc.record({ type: fc.constant('rename' as const), id: someId, name: fc.string({ maxLength: 80 }) }),
  fc.record({
    type: fc.constant('connect' as const),
    id: fc.constantFrom('e1', 'e2', 'e9'),
    edge: fc.record({ from: someId, exit: fc.constantFrom('next', 'none'), to: someId }),
  }),
  fc.record({ type: fc.constant('delete' as const), ids: fc.array(someId) }),
  fc.record({ type: fc.constant('disconnect' as const), ids: fc.array(fc.constantFrom('e1', 'e2')) }),
)

test('any edits leave a document that reads, and never touch the one before', () => {
  fc.assert(
    fc.property(fc.array(someEdit, { maxLength: 60 }), (edits) => {
      let document = flow
      for (const edit of edits) {
        const before = JSON.stringify(document)
        const after = applyEdit(document, edit)
        expect(JSON.stringify(document)).toBe(before)
        document = after
      }
      expect(documentSchema.safeParse(document).success).toBe(true)
    }),
  )
})
