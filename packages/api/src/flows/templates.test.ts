import { emptyDocument } from '@patchbay/flow/document'
import { drawFlow } from '@patchbay/flow/testing'
import { expect, test } from 'vitest'
import { miniatureOf } from './miniature'
import { listTemplates, readTemplate } from './templates'

test('there are eight templates at least, each with a picture of every block within its frame', () => {
  const templates = listTemplates()
  expect(templates.length).toBeGreaterThanOrEqual(8)
  for (const { id, blocks, miniature } of templates) {
    expect(miniature.boxes).toHaveLength(blocks)
    expect(miniature.lines).toHaveLength(Object.keys(readTemplate(id)?.document.edges ?? {}).length)
    for (const { x, y, width, height, group } of miniature.boxes) {
      expect(group).not.toBeNull()
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(0)
      expect(x + width).toBeLessThanOrEqual(miniature.width)
      expect(y + height).toBeLessThanOrEqual(miniature.height)
    }
  }
})

test('a line begins beside its exit and ends beside the name of where it leads', () => {
  const flow = drawFlow({
    start: { block: 'answer', to: { next: 'menu' } },
    menu: { block: 'gather', config: { keys: ['1'] }, to: { none: 'start', 'no such exit': 'start' } },
  })
  expect(miniatureOf(flow)).toMatchObject({
    lines: [
      { x1: 240, y1: 125, x2: 320, y2: 22 },
      { x1: 560, x2: 0, y2: 22 },
    ],
  })
})

test('of nothing, and of blocks that nobody knows, there is a picture too', () => {
  expect(miniatureOf(emptyDocument())).toEqual({ width: 0, height: 0, boxes: [], lines: [] })
  expect(miniatureOf(drawFlow({ a: { block: 'teleport', to: { next: 'b' } } }))).toMatchObject({
    boxes: [{ x: 0, y: 0, group: null }],
    lines: [],
  })
})
