import type { FlowDocument } from '@patchbay/flow/document'
import { drawFlow } from '@patchbay/flow/testing'
import { expect, test } from 'vitest'
import { type CanvasNode, canvasNodes, withoutGuesses } from './canvas-nodes'

const nothing = { nodes: [], edges: [] }
const gather = { block: 'gather', config: { message: 'Press 1.', keys: ['1'] } }

function drawn(blocks: number): FlowDocument {
  const nodes = Array.from({ length: blocks }, (_, i) => [`b${i}`, i === 0 ? { block: 'answer' } : gather])
  return drawFlow(Object.fromEntries(nodes))
}

const cards = (document: FlowDocument, before: readonly CanvasNode[] = []) =>
  canvasNodes(document, nothing, before) ?? []

test('cards of a small flow are measured where they stand', () => {
  for (const card of cards(drawn(3))) expect(card).not.toHaveProperty('handles')
})

test('cards of a large flow have a size and places for their lines before they are drawn', () => {
  const [start, menu] = cards(drawn(2_001))
  expect(start).toMatchObject({ measured: { width: 240, height: 74 }, handles: [{ type: 'source', id: 'next' }] })
  expect(menu?.handles?.map(({ id }) => id)).toEqual(['in', 'key:1', 'other', 'none'])
})

test('what was guessed goes with the first measure, and follows the settings until then', () => {
  const document = drawn(2_001)
  const before = cards(document)
  const changed = { ...document, nodes: { ...document.nodes } }
  for (const id of ['b1', 'b2']) changed.nodes[id] = { block: 'hangup', name: 'Bye', config: {} }
  const after = cards(changed, withoutGuesses(before, new Set(['b1'])))
  expect(after[1]).not.toHaveProperty('handles')
  expect(after[2]?.handles?.map(({ id }) => id)).toEqual(['in'])
  expect(after[3]).toBe(before[3])
})

test('while nothing changes, the very list comes back', () => {
  const document = drawn(2_001)
  expect(canvasNodes(document, nothing, cards(document))).toBeNull()
})
