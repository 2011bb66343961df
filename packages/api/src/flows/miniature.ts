import { blocks } from '@patchbay/blocks/blocks'
import type { Block, BlockGroup } from '@patchbay/flow/block'
import type { FlowDocument, FlowNode } from '@patchbay/flow/document'

/** A flow in small: where its cards stand and what leads where, in the canvas' pixels, with 0, 0 in its corner. */
export type Miniature = {
  width: number
  height: number
  /** `group` is null for a block that this server does not have. */
  boxes: Array<{ x: number; y: number; width: number; height: number; group: BlockGroup | null }>
  lines: Array<{ x1: number; y1: number; x2: number; y2: number }>
}

const card = { width: 240, head: 44, row: 30, words: 66 }

/** What to draw of a flow where its words would be too small to read. Cards are about as tall as on the canvas. */
export function miniatureOf({ nodes, edges, ui }: FlowDocument): Miniature {
  const cards = new Map(
    Object.entries(nodes).map(([id, node]) => {
      const block = blockOf(node)
      const exits = block?.bind(node.config).exits ?? []
      const height = card.head + card.words + exits.length * card.row
      const { x, y } = ui.positions[id] ?? { x: 0, y: 0 }
      return [
        id,
        { x, y, width: card.width, height, group: block?.group ?? null, exits: exits.map(({ name }) => name) },
      ]
    }),
  )
  const all = [...cards.values()]
  const left = Math.min(...all.map(({ x }) => x), Infinity)
  const top = Math.min(...all.map(({ y }) => y), Infinity)
  const lines = Object.values(edges).flatMap(({ from, exit, to }) => {
    const [start, end] = [cards.get(from), cards.get(to)]
    const row = start?.exits.indexOf(exit) ?? -1
    if (!start || !end || row < 0) return []
    const y1 = start.y + start.height - (start.exits.length - row - 0.5) * card.row
    return [{ x1: start.x + start.width - left, y1: y1 - top, x2: end.x - left, y2: end.y + card.head / 2 - top }]
  })
  return {
    width: Math.max(...all.map(({ x, width }) => x + width - left), 0),
    height: Math.max(...all.map(({ y, height }) => y + height - top), 0),
    boxes: all.map(({ exits: _, ...box }) => ({ ...box, x: box.x - left, y: box.y - top })),
    lines,
  }
}

function blockOf(node: FlowNode): Block | undefined {
  const known: Record<string, Block> = blocks
  return Object.hasOwn(known, node.block) ? known[node.block] : undefined
}
