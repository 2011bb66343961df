import { applyEdit } from '@patchbay/flow/edit'
import { drawFlow } from '@patchbay/flow/testing'
import { beforeEach, expect, it } from 'vitest'
import { createFlowStore, type FlowStore } from './flow-store'
import { addNote, carryAlong, groupSelected, refit, standingIn } from './remarks'

const drawn = drawFlow({
  start: { block: 'answer', to: { next: 'menu' } },
  menu: { block: 'gather' },
  bye: { block: 'hangup' },
})
let flow: FlowStore

beforeEach(() => {
  flow = createFlowStore(drawn)
})

function group(ids: string[]): string {
  flow.select({ nodes: ids, edges: [] })
  groupSelected(flow)
  return flow.getState().selection.nodes[0] ?? ''
}

it('a group frames what was selected, and nothing else stands in it', () => {
  const id = group(['start', 'menu'])
  const { document } = flow.getState()
  const frame = document.ui.groups[id]
  expect(frame && standingIn(document, frame)).toEqual(['start', 'menu'])
  flow.undo()
  expect(flow.getState().document).toBe(drawn)
})

it('what stands in a group goes with it, unless it is moved itself', () => {
  const id = group(['start', 'menu'])
  const { document } = flow.getState()
  const { x, y } = document.ui.groups[id] ?? { x: 0, y: 0 }
  const moved = carryAlong(document, { [id]: { x: x + 10, y: y + 20 }, menu: { x: 1, y: 2 } })
  expect(moved).toEqual({ [id]: { x: x + 10, y: y + 20 }, start: { x: 10, y: 20 }, menu: { x: 1, y: 2 } })
})

it('a frame is drawn anew round its blocks when they are put in order', () => {
  const id = group(['start', 'menu'])
  const before = flow.getState().document
  const after = applyEdit(before, { type: 'move', positions: { start: { x: 1000, y: 0 }, menu: { x: 1000, y: 400 } } })
  const fitted = refit(before, after).reduce(applyEdit, after)
  const frame = fitted.ui.groups[id]
  expect(frame && standingIn(fitted, frame)).toEqual(['start', 'menu'])
})

it('a note is added with its middle where it was asked for, and can be undone', () => {
  addNote(flow, { x: -100, y: 100 })
  const { document, selection } = flow.getState()
  expect(document.ui.notes[selection.nodes[0] ?? '']).toMatchObject({ text: '', x: -200, y: 40 })
  flow.undo()
  expect(flow.getState().document).toBe(drawn)
  expect(flow.getState().selection.nodes).toEqual([])
})
