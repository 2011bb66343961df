import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { documentSchema, type FlowDocument } from './document'
import { applyEdit } from './edit'
import { cornerOf, fragmentOf, freeName, insertFragment } from './fragment'
import { readDocument } from './migrate'
import { drawFlow } from './testing'

const flow = drawFlow({
  start: { block: 'answer', to: { next: 'menu' } },
  menu: { block: 'gather', name: 'Menu', config: { keys: ['1'] }, to: { 'key:1': 'bye', none: 'menu' } },
  bye: { block: 'hangup', name: 'Bye' },
})

let made = 0
const newId = (prefix: string) => `${prefix}-${++made}`
const put = (document: FlowDocument, fragment: FlowDocument, at = { x: 500, y: 500 }) => {
  const { ids, edits } = insertFragment(document, fragment, at, newId)
  return { ids, after: edits.reduce(applyEdit, document) }
}

describe('a fragment', () => {
  test('has the blocks, the lines between them, and no others', () => {
    const fragment = fragmentOf(flow, ['menu', 'bye'])
    expect(Object.keys(fragment.nodes)).toEqual(['menu', 'bye'])
    expect(Object.values(fragment.edges)).toEqual([
      { from: 'menu', exit: 'key:1', to: 'bye' },
      { from: 'menu', exit: 'none', to: 'menu' },
    ])
    expect(readDocument(JSON.parse(JSON.stringify(fragment)))).toEqual({ ok: true, document: fragment })
  })

  test('comes into a flow beside what is there: new ids, new names, the same lines and settings', () => {
    const { ids, after } = put(flow, fragmentOf(flow, ['menu', 'bye']))
    const [menu, bye] = ids
    expect(after.nodes[menu ?? '']).toMatchObject({ block: 'gather', name: 'Menu 2', config: { keys: ['1'] } })
    expect(after.nodes[bye ?? '']?.name).toBe('Bye 2')
    expect(Object.values(after.edges)).toContainEqual({ from: menu, exit: 'key:1', to: bye })
    expect(Object.values(after.edges)).toContainEqual({ from: menu, exit: 'none', to: menu })
    expect(fragmentOf(after, Object.keys(flow.nodes))).toEqual(flow)
  })

  test('stands with its corner where it was put', () => {
    const { ids, after } = put(flow, fragmentOf(flow, ['menu', 'bye']))
    expect(cornerOf(fragmentOf(after, ids))).toEqual({ x: 500, y: 500 })
  })
})

test.each([
  ['Menu', [], 'Menu'],
  ['Menu', ['Menu'], 'Menu 2'],
  ['Menu', ['Menu', 'Menu 2'], 'Menu 3'],
  ['Menu 2', ['Menu 2'], 'Menu 3'],
  ['', [''], ''],
])('%j beside %j is called %j', (wanted, taken, expected) => {
  expect(freeName(wanted, new Set(taken))).toBe(expected)
})

test('whatever is copied, what comes of it is a document that reads, with as much more in it', () => {
  fc.assert(
    fc.property(fc.subarray(['start', 'menu', 'bye', 'nobody']), fc.integer({ min: -999, max: 999 }), (ids, x) => {
      const fragment = fragmentOf(flow, ids)
      const { ids: added, after } = put(flow, fragment, { x, y: x })
      expect(documentSchema.safeParse(after).success).toBe(true)
      expect(added).toHaveLength(Object.keys(fragment.nodes).length)
      expect(Object.keys(after.edges)).toHaveLength(Object.keys(flow.edges).length + Object.keys(fragment.edges).length)
    }),
  )
})
