import type { FlowDocument } from '@patchbay/flow/document'
import { applyEdit } from '@patchbay/flow/edit'
import { drawFlow } from '@patchbay/flow/testing'
import { describe, expect, it } from 'vitest'
import { addAfter, addAt, cardWidth, insertOnLine, makeRoom, newNode } from './new-block'
import { spokenOrder } from './spoken-order'

const drawn = drawFlow({
  start: { block: 'answer', to: { next: 'menu' } },
  menu: { block: 'gather', config: { keys: ['1'], maxDigits: 1 }, to: { 'key:1': 'bye' } },
  bye: { block: 'hangup' },
})

const grow = (document: FlowDocument, { edits }: ReturnType<typeof addAt>) => edits.reduce(applyEdit, document)
const lines = (document: FlowDocument) => Object.values(document.edges)

describe('a new block', () => {
  it('has a name that no other has', () => {
    const once = grow(drawn, addAt(drawn, { x: 0, y: 0 }, 'play'))
    expect(newNode('play', drawn).name).toBe('Play')
    expect(newNode('play', once).name).toBe('Play 2')
  })

  it('comes after another from its first exit that leads nowhere, to its right, on free ground', () => {
    const one = addAfter(drawn, 'menu', 'play')
    const document = grow(drawn, one)
    expect(lines(document)).toContainEqual({ from: 'menu', exit: 'other', to: one.id })
    const two = addAfter(document, 'menu', 'record')
    const grown = grow(document, two)
    expect(lines(grown)).toContainEqual({ from: 'menu', exit: 'none', to: two.id })
    const [first, second] = [grown.ui.positions[one.id], grown.ui.positions[two.id]]
    expect(first?.x).toBe((drawn.ui.positions.menu?.x ?? 0) + cardWidth + 80)
    expect(Math.abs((first?.y ?? 0) - (second?.y ?? 0))).toBeGreaterThan(72)
  })

  it('is led to by nothing where no exit is free', () => {
    expect(addAfter(drawn, 'bye', 'play').edits).toHaveLength(1)
    expect(addAfter(drawn, 'menu', 'answer').edits).toHaveLength(1)
  })

  it('goes between the two ends of the line that it is dropped onto', () => {
    const [line] = Object.entries(drawn.edges).find(([, { to }]) => to === 'bye') ?? ['']
    const added = insertOnLine(drawn, line, { x: 5, y: 5 }, 'play')
    const document = grow(drawn, added)
    expect(lines(document)).toContainEqual({ from: 'menu', exit: 'key:1', to: added.id })
    expect(lines(document)).toContainEqual({ from: added.id, exit: 'next', to: 'bye' })
    expect(lines(grow(drawn, insertOnLine(drawn, line, { x: 5, y: 5 }, 'answer')))).toEqual(lines(drawn))
  })
})

describe('a card that has grown', () => {
  const stacked = (y: number) => ({
    ...drawn,
    ui: { ...drawn.ui, positions: { menu: { x: 0, y: 0 }, bye: { x: 10, y } } },
  })

  it('moves down what it would cover, and nothing else', () => {
    const room = makeRoom(stacked(60), 'menu')
    expect(room?.type).toBe('move')
    const document = room ? applyEdit(stacked(60), room) : stacked(60)
    expect(document.ui.positions.bye?.y).toBeGreaterThan(150)
    expect(document.ui.positions.menu).toEqual({ x: 0, y: 0 })
    expect(makeRoom(stacked(900), 'menu')).toBeNull()
    expect(makeRoom(stacked(60), 'bye')).toBeNull()
  })
})

describe('the order in which callers meet blocks', () => {
  it('follows each exit from the start; what nothing leads to comes last', () => {
    const document = drawFlow({
      lonely: { block: 'play' },
      b: { block: 'hangup' },
      a: { block: 'play', to: { next: 'b' } },
      menu: { block: 'gather', config: { keys: ['1'], maxDigits: 1 }, to: { 'key:1': 'a', other: 'c', none: 'menu' } },
      c: { block: 'hangup' },
      start: { block: 'answer', to: { next: 'menu' } },
    })
    expect(spokenOrder(document)).toEqual(['start', 'menu', 'a', 'b', 'c', 'lonely'])
  })
})
