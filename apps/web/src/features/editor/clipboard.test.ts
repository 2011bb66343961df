import { writeFlowFile } from '@patchbay/flow/flow-file'
import { drawFlow } from '@patchbay/flow/testing'
import { expect, test } from 'vitest'
import { copySelected, cutSelected, duplicateSelected, paste } from './clipboard'
import { createFlowStore } from './flow-store'

const drawn = drawFlow({
  start: { block: 'answer', to: { next: 'menu' } },
  menu: { block: 'gather', name: 'Menu', to: { none: 'bye' } },
  bye: { block: 'hangup', name: 'Bye' },
})
const middle = { x: 1_000, y: 1_000 }

const named = { name: 'Drawn', document: drawn }

function open(selected: string[]) {
  const flow = createFlowStore(drawn)
  flow.select({ nodes: selected, edges: [] })
  return flow
}

test('what is copied in one flow is pasted into another, in one step of its history, and selected there', () => {
  const text = copySelected(open(['menu', 'bye']))
  const other = createFlowStore(drawFlow({ start: { block: 'answer' } }))
  expect(paste(other, text ?? '', middle)).toBeNull()
  const { document, selection, past } = other.getState()
  expect(Object.values(document.nodes).map(({ name }) => name)).toEqual(['start', 'Menu', 'Bye'])
  expect(Object.values(document.edges)).toHaveLength(1)
  expect(selection.nodes).toHaveLength(2)
  expect(past.map(({ label }) => label)).toEqual(['paste 2 blocks'])
  other.undo()
  expect(Object.keys(other.getState().document.nodes)).toEqual(['start'])
})

test('the text of an exported flow is pasted as its blocks are', () => {
  const flow = open([])
  expect(paste(flow, writeFlowFile([named]), middle)).toBeNull()
  expect(Object.values(flow.getState().document.nodes).map(({ name }) => name)).toContain('Menu 2')
})

test('pasted twice, the second does not hide the first', () => {
  const flow = open(['menu'])
  const text = copySelected(flow) ?? ''
  paste(flow, text, middle)
  paste(flow, text, middle)
  const places = Object.values(flow.getState().document.ui.positions).map(({ x, y }) => `${x} ${y}`)
  expect(new Set(places).size).toBe(5)
  expect(Object.values(flow.getState().document.nodes).map(({ name }) => name)).toEqual([
    'start',
    'Menu',
    'Bye',
    'Menu 2',
    'Menu 3',
  ])
})

test('a second Start block is left out, and that is said', () => {
  const flow = open(['start', 'menu'])
  expect(duplicateSelected(flow)).toBeNull()
  expect(flow.getState().said).toContain('The Start block was left out')
  const alone = open(['start'])
  expect(duplicateSelected(alone)).toMatch(/one Start block/)
  expect(alone.getState().past).toEqual([])
})

test('what is cut is gone, and comes back by paste', () => {
  const flow = open(['bye'])
  const text = cutSelected(flow) ?? ''
  expect(Object.keys(flow.getState().document.nodes)).toEqual(['start', 'menu'])
  expect(paste(flow, text, middle)).toBeNull()
  expect(Object.values(flow.getState().document.nodes).map(({ name }) => name)).toEqual(['start', 'Menu', 'Bye'])
})

test('nothing is copied where nothing is selected', () => {
  expect(copySelected(open([]))).toBeNull()
  expect(duplicateSelected(open([]))).toMatch(/Select/)
})

test.each([
  ['Hello', /no part of a flow/],
  ['{"version": 1}', /can't be read at nodes/],
  ['{"version": 99}', /Update Patchbay/],
  ['[]', /another kind/],
  ['{}', /no "version"/],
  [writeFlowFile([named, named]), /several flows/],
  ['{"version":1,"nodes":{},"edges":{},"ui":{"positions":{}}}', /no blocks/],
  ['x'.repeat(9_000_000), /too long/],
])('text that is no flow is answered with why, and changes nothing: %.40s', (text, message) => {
  const flow = open([])
  expect(paste(flow, text, middle)).toMatch(message)
  expect(flow.getState().document).toBe(drawn)
})
