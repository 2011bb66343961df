import { applyEdit } from '@patchbay/flow/edit'
import { someEdits } from '@patchbay/flow/some-edits'
import { drawFlow } from '@patchbay/flow/testing'
import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { createFlowStore } from './flow-store'

const drawn = drawFlow({ a: { block: 'answer', to: { next: 'b' } }, b: { block: 'gather', to: { none: 'b' } } })

test('whatever is done 200 times over is undone step by step, and done again, to the very same documents', () => {
  vi.useFakeTimers()
  fc.assert(
    fc.property(someEdits(200), (edits) => {
      const flow = createFlowStore(drawn)
      const documents = [drawn]
      for (const edit of edits) {
        flow.edit(edit.type, [edit])
        const { document } = flow.getState()
        if (document !== documents.at(-1)) documents.push(document)
      }
      expect(flow.getState().past).toHaveLength(documents.length - 1)
      for (const before of documents.slice(0, -1).reverse()) {
        flow.undo()
        expect(flow.getState().document).toBe(before)
      }
      for (const after of documents.slice(1)) {
        flow.redo()
        expect(flow.getState().document).toBe(after)
      }
      expect(edits.reduce(applyEdit, drawn)).toEqual(flow.getState().document)
    }),
    { numRuns: 50 },
  )
  vi.useRealTimers()
})

test('at least 200 steps can be undone, each by its name', () => {
  const flow = createFlowStore(drawn)
  for (let step = 1; step <= 200; step++) flow.edit(`step ${step}`, [{ type: 'rename', id: 'b', name: `name ${step}` }])
  for (let step = 200; step >= 1; step--) {
    expect(flow.getState().past.at(-1)?.label).toBe(`step ${step}`)
    flow.undo()
  }
  expect(flow.getState().document).toBe(drawn)
})
