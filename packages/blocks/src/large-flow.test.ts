import { emptyDocument, type FlowDocument } from '@patchbay/flow/document'
import { findProblems } from '@patchbay/flow/problems'
import { expect, test } from 'vitest'
import { blocks } from './blocks'

type Edges = FlowDocument['edges']

/** So many menus, of which none is finished; `lines` says what leads where. */
function menus(count: number, lines: (index: number) => Edges[string][]): FlowDocument {
  const flow = emptyDocument()
  for (let index = 0; index < count; index++) {
    const config = { message: index % 7 ? `{{ caller }}, this is menu ${index}.` : '', keys: ['1', '2'], timeout: 1 }
    flow.nodes[`n${index}`] = index
      ? { block: 'gather', name: `Menu ${index}`, config }
      : { block: 'answer', name: '', config: {} }
    for (const edge of lines(index)) flow.edges[`e${index}-${edge.exit.replace(':', '')}`] = edge
  }
  return flow
}

const shapes: [string, (count: number) => FlowDocument][] = [
  [
    'a row with short cuts',
    (count) =>
      menus(count, (index) => {
        const from = `n${index}`
        const on = { from, exit: index ? 'key:1' : 'next', to: `n${(index + 1) % count || 1}` }
        return index % 10 < 3 && index ? [on, { from, exit: 'key:2', to: `n${Math.max(1, index - 5)}` }] : [on]
      }),
  ],
  [
    'all into one',
    (count) => menus(count, (index) => [{ from: `n${index}`, exit: index ? 'none' : 'next', to: 'n1' }]),
  ],
  ['nothing joined', (count) => menus(count, () => [])],
]

/** The best of three: whatever else the machine does only ever makes it slower. */
function milliseconds(document: FlowDocument): number {
  const runs = [1, 2, 3].map(() => {
    const began = performance.now()
    findProblems(blocks, document)
    return performance.now() - began
  })
  return Math.min(...runs)
}

test.each(shapes)('%s: a thousand blocks are checked while nobody notices, ten thousand in a moment', (_, draw) => {
  expect(milliseconds(draw(1_000))).toBeLessThan(300)
  expect(milliseconds(draw(10_000))).toBeLessThan(2_000)
})
