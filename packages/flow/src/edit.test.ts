import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documentSchema } from './document'
import { applyEdit } from './edit'
import { someEdits } from './some-edits'
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

test('any edits leave a document that reads, and never touch the one before', () => {
  fc.assert(
    fc.property(someEdits(60), (edits) => {
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

describe('notes and groups', () => {
  const note = { text: 'Ask Mei', x: 0, y: 0, width: 200, height: 100 }
  const noted = applyEdit(flow, { type: 'note', id: 'n', note })

  test('are moved and deleted like blocks, and change no block', () => {
    expect(noted.nodes).toBe(flow.nodes)
    const moved = applyEdit(noted, { type: 'move', positions: { n: { x: 5, y: 6 } } })
    expect(moved.ui.notes.n).toEqual({ ...note, x: 5, y: 6 })
    expect(moved.ui.positions).toBe(noted.ui.positions)
    expect(applyEdit(moved, { type: 'delete', ids: ['n'] })).toEqual(flow)
  })
})
