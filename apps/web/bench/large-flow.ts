import { emptyDocument, type FlowDocument } from '@patchbay/flow/document'

const columns = 32

/** A flow of so many blocks, with 1.3 times as many lines: menus in a grid, each leading to the next and some further. */
export function largeFlow(blocks: number): FlowDocument {
  const flow = emptyDocument()
  for (let i = 0; i < blocks; i++) {
    const id = `b${i}`
    const config = {
      message: `For our hours, press 1. To go on, press 2. This is menu ${i}.`,
      keys: ['1', '2'],
      maxDigits: 1,
    }
    flow.nodes[id] =
      i === 0 ? { block: 'answer', name: 'Incoming call', config: {} } : { block: 'gather', name: `Menu ${i}`, config }
    flow.ui.positions[id] = { x: (i % columns) * 320, y: Math.floor(i / columns) * 280 }
    if (i > 0) flow.edges[`a${i}`] = { from: `b${i - 1}`, exit: i === 1 ? 'next' : 'key:1', to: id }
    if (i > 3 && i % 10 < 3) flow.edges[`c${i}`] = { from: `b${i - 2}`, exit: 'key:2', to: id }
  }
  return flow
}
