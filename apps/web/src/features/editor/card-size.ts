import { views } from '@patchbay/blocks/views'
import type { FlowNode } from '@patchbay/flow/document'
import { type NodeHandle, Position } from '@xyflow/react'
import { wrapText } from './fitted-text'
import { blockOf, exitsOf, isBlockType } from './flow-index'
import { cardWidth } from './new-block'

/** How a card is laid out, in pixels, as `BlockFace` has it: its head, a row for each exit, and its words. */
export const cardLayout = { head: 42, row: 30, side: 12, words: { size: 13, height: 19, most: 3, below: 10 } } as const

const { head, row, side, words } = cardLayout
const handle = 12
const border = 1

/** What a card says, in lines as long as fit. */
export function summaryLines(node: FlowNode): string[] {
  const text = isBlockType(node.block) ? views[node.block].summary(node.config) : null
  return text === null ? [] : wrapText(text, cardWidth - 2 * side, words.size, words.most)
}

/** How tall a card is that says so many lines, without its border. */
export function heightOf(node: FlowNode, lines: readonly string[]): number {
  return head + (lines.length > 0 ? lines.length * words.height + words.below : 0) + exitsOf(node).length * row
}

/**
 * A card's size and where its lines begin and end, guessed without a page, so that React Flow need not draw it to know.
 * Both give way to what is measured when the card comes into view.
 */
export function knownSize(node: FlowNode): { measured: { width: number; height: number }; handles: NodeHandle[] } {
  const height = heightOf(node, summaryLines(node)) + 2 * border
  const exits = exitsOf(node)
  const size = { width: handle, height: handle }
  const sources = exits.map(({ name }, index): NodeHandle => {
    const middle = height - border - (exits.length - index - 0.5) * row
    return {
      type: 'source',
      position: Position.Right,
      id: name,
      x: cardWidth - handle / 2,
      y: middle - handle / 2,
      ...size,
    }
  })
  const target: NodeHandle = { type: 'target', position: Position.Left, id: 'in', x: -handle / 2, y: 16, ...size }
  return {
    measured: { width: cardWidth, height },
    handles: blockOf(node)?.group === 'start' ? sources : [target, ...sources],
  }
}
