import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentSchema, type FlowDocument } from './document'
import { applyEdit, type Edit } from './edit'
import { applyPatch, isEmptyPatch, patchOf } from './patch'
import { someEdits } from './some-edits'
import { drawFlow } from './testing'

const flow = drawFlow({ a: { block: 'answer', to: { next: 'b' } }, b: { block: 'gather', to: { none: 'b' } } })
const edited = (edits: readonly Edit[]): FlowDocument => edits.reduce(applyEdit, flow)

test('the difference of two documents, put on the first, is the second', () => {
  fc.assert(
    fc.property(someEdits(40), someEdits(40), (some, others) => {
      const [one, other] = [edited(some), edited(others)]
      const patched = applyEdit(one, { type: 'patch', patch: patchOf(one, other) })
      expect(patched).toEqual(other)
      expect(documentSchema.safeParse(patched).success).toBe(true)
    }),
  )
})

test('what does not differ is not named, and keeps its object', () => {
  fc.assert(
    fc.property(someEdits(40), (edits) => {
      const document = edited(edits)
      const patch = patchOf(document, JSON.parse(JSON.stringify(document)))
      expect(isEmptyPatch(patch)).toBe(true)
      expect(applyPatch(document, patch).nodes).toBe(document.nodes)
    }),
  )
})
