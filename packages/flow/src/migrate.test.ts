import fc from 'fast-check'
import { expect, test } from 'vitest'
import { documentLimits, emptyDocument } from './document'
import { readDocument } from './migrate'
import { drawFlow } from './testing'

const refused = (input: unknown) => {
  const read = readDocument(input)
  return read.ok ? null : read.message
}

test('a document survives JSON and reading', () => {
  const document = drawFlow({ a: { block: 'answer', to: { next: 'b' } }, b: { block: 'hangup' } })
  expect(readDocument(JSON.parse(JSON.stringify(document)))).toEqual({ ok: true, document })
})

test('a document of version 1 is lifted: it has no notes and no groups', () => {
  const { ui, nodes, edges } = drawFlow({ a: { block: 'answer' } })
  const first = { version: 1, nodes, edges, ui: { positions: ui.positions } }
  expect(readDocument(first)).toEqual({ ok: true, document: { ...emptyDocument(), nodes, ui } })
})

test('a document of version 2 is lifted: it has no settings, and speaks English', () => {
  const { settings: _, language: __, ...rest } = drawFlow({ a: { block: 'answer' } })
  expect(readDocument({ ...rest, version: 2 })).toEqual({
    ok: true,
    document: { ...rest, version: 3, settings: {}, language: 'en' },
  })
})

test('a draft may hold a block that is not known here', () => {
  expect(refused(drawFlow({ a: { block: 'teleport' } }))).toBeNull()
})

test.each([
  ['no object', 'hello', /no "version"/],
  ['null', null, /no "version"/],
  ['no version', {}, /no "version"/],
  ['a version from the future', { ...emptyDocument(), version: 99 }, /version 99.*Update Patchbay/],
  ['a node without a block', { ...emptyDocument(), nodes: { a: { name: 'x', config: {} } } }, /nodes\.a\.block/],
  ['a stray part', { ...emptyDocument(), more: 1 }, /more/],
  ['an id that is no id', { ...emptyDocument(), nodes: { 'a b': { block: 'play', name: '', config: {} } } }, /nodes/],
  [
    'a place off the map',
    { ...emptyDocument(), ui: { positions: { a: { x: 1e99, y: 0 } }, notes: {}, groups: {} } },
    /positions\.a\.x/,
  ],
])('%s is refused with a sentence', (_, input, sentence) => {
  expect(refused(input)).toMatch(sentence)
})

test('an id that is a trap never becomes a block', () => {
  const read = readDocument(
    JSON.parse('{"version":1,"nodes":{"__proto__":{"block":"x"}},"edges":{},"ui":{"positions":{}}}'),
  )
  if (read.ok) expect(Object.getPrototypeOf(read.document.nodes)).not.toHaveProperty('block')
  expect(({} as Record<string, unknown>).block).toBeUndefined()
})

test('more blocks than a flow may have are refused', () => {
  const node = { block: 'play', name: '', config: {} }
  const nodes = Object.fromEntries(Array.from({ length: documentLimits.nodes + 1 }, (_, i) => [`n${i}`, node]))
  expect(refused({ ...emptyDocument(), nodes })).toMatch(/10001 blocks/)
})

test('nothing that is read can make it throw', () => {
  fc.assert(fc.property(fc.anything(), (input) => typeof readDocument(input).ok === 'boolean'))
  fc.assert(
    fc.property(
      fc.jsonValue(),
      (value) => typeof readDocument({ version: 1, nodes: value, edges: value }).ok === 'boolean',
    ),
  )
})
