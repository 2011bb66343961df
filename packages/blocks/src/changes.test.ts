import { changesOf } from '@patchbay/flow/changes'
import type { FlowDocument } from '@patchbay/flow/document'
import { applyEdit, type Edit } from '@patchbay/flow/edit'
import { sameJson } from '@patchbay/flow/patch'
import { someEdits } from '@patchbay/flow/some-edits'
import { drawFlow } from '@patchbay/flow/testing'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { blocks } from './blocks'

const flow = drawFlow({
  a: { block: 'answer', name: 'Incoming call', to: { next: 'menu' } },
  menu: {
    block: 'gather',
    name: 'Main menu',
    config: { message: 'Press 1.', keys: ['1', '2'], timeout: 5, maxDigits: 1 },
    to: { 'key:1': 'bye', none: 'menu' },
  },
  bye: { block: 'hangup', name: 'Bye' },
  desk: {
    block: 'call-list',
    name: 'Desk',
    config: { numbers: ['Mei', 'Tan'].map((label) => ({ id: label, label, number: '+6562220001', message: '' })) },
  },
})
const configure = (config: FlowDocument['nodes'][string]['config']): Edit => ({
  type: 'configure',
  id: 'menu',
  config: { ...flow.nodes.menu?.config, ...config },
})
const lineOf = (exit: string) => Object.entries(flow.edges).find(([, edge]) => edge.exit === exit)?.[0] ?? ''

test.each<[string, Edit[], string[]]>([
  ['a time', [configure({ timeout: 10 })], ['Gather “Main menu” now waits 10 s instead of 5 s.']],
  ['a default', [configure({ timeout: null })], ['Gather “Main menu” now waits the default (15 s) instead of 5 s.']],
  ['a text', [configure({ message: 'Hello.' })], ['Gather “Main menu” now says “Hello.” instead of “Press 1.”.']],
  ['a list', [configure({ keys: ['2', '3'] })], ['Gather “Main menu”: keys 3 added, 1 taken away.']],
  [
    'a list of things with names',
    [
      {
        type: 'configure',
        id: 'desk',
        config: {
          numbers: [
            { id: 'Mei', label: 'Mei', number: '+6562220009', message: '' },
            { id: 'x', label: 'Lim', number: '+6562220002', message: '' },
          ],
        },
      },
    ],
    ['Call list “Desk”: numbers “Lim” added, “Tan” taken away, “Mei” changed.'],
  ],
  ['a name', [{ type: 'rename', id: 'menu', name: 'Menu' }], ['Gather “Main menu” is now called “Menu”.']],
  [
    'a block',
    [{ type: 'add', id: 'x', node: { block: 'play', name: 'News', config: {} }, position: { x: 0, y: 0 } }],
    ['Added Play “News”.'],
  ],
  [
    'a deleted block, and what led to it',
    [{ type: 'delete', ids: ['bye'] }],
    ['Removed Hang up “Bye”.', 'Gather “Main menu”, if 1 is pressed: no longer leads to “Bye”.'],
  ],
  [
    'a line',
    [{ type: 'connect', id: 'new', edge: { from: 'menu', exit: 'none', to: 'bye' } }],
    ['Gather “Main menu”, if nobody presses a key: now leads to “Bye” instead of “Main menu”.'],
  ],
  [
    'a line that is gone',
    [{ type: 'disconnect', ids: [lineOf('key:1')] }],
    ['Gather “Main menu”, if 1 is pressed: no longer leads to “Bye”.'],
  ],
  ['a move', [{ type: 'move', positions: { bye: { x: 1, y: 1 } } }], ['Moved Hang up “Bye”.']],
  [
    'a note',
    [{ type: 'note', id: 'n', note: { text: 'Ask Mei', x: 0, y: 0, width: 200, height: 100 } }],
    ['Added the note “Ask Mei”.'],
  ],
])('%s is told in one sentence', (_, edits, sentences) => {
  const after = edits.reduce(applyEdit, flow)
  expect(changesOf(blocks, flow, after).map(({ sentence }) => sentence)).toEqual(sentences)
})

test('equal documents have no changes, different ones have some, and each names what is there', () => {
  fc.assert(
    fc.property(someEdits(40), (edits) => {
      const after = edits.reduce(applyEdit, flow)
      const changes = changesOf(blocks, flow, after)
      expect(changes.length === 0).toBe(sameJson(flow, after))
      expect(changesOf(blocks, after, after)).toEqual([])
      for (const { sentence } of changes) expect(sentence).toMatch(/\.$/)
    }),
  )
})
