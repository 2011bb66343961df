import type { FlowDocument } from '@patchbay/flow/document'
import { findProblems } from '@patchbay/flow/problems'
import { drawFlow } from '@patchbay/flow/testing'
import type { Json } from '@patchbay/flow/vars'
import { expect, test } from 'vitest'
import { badFields, runBlock, testVars } from '../testing'
import { hours } from './hours.block'

const holidays = { country: 'SG', region: null }
const at = (when: string) => Date.parse(when)
const entered = { type: 'entered' } as const
const christmas = (query: { type: string; date?: string }) => (query.date === '2026-12-25' ? 'Christmas Day' : null)

test.each([
  ['2026-11-24T01:00:00Z', 'open', '2026-11-24 09:00: open until 18:00'],
  ['2026-11-24T00:59:00Z', 'closed', '2026-11-24 08:59: outside of the opening hours'],
  ['2026-12-25T09:05:00Z', 'holiday', '2026-12-25 17:05: Christmas Day'],
])('%s → %s', (when, exit, why) => {
  expect(runBlock(hours, { holidays }, entered, { at: at(when), fact: christmas })).toEqual({ kind: 'exit', exit, why })
})

test.each([
  ['hours as they come', {}, []],
  ['a zone that is none', { zone: 'Mars/Olympus' }, ['zone']],
  ['hours on no day', { weekly: [{ days: [], from: '09:00', to: '18:00' }] }, ['weekly']],
  ['a day that begins at its end', { weekly: [{ days: [1], from: '24:00', to: '02:00' }] }, ['weekly']],
  ['a time that is none', { weekly: [{ days: [1], from: '9', to: '18:00' }] }, ['weekly']],
  [
    'a closure that ends before it begins',
    { exceptions: [{ from: '2026-12-02', to: '2026-12-01', name: '', hours: [] }] },
    ['exceptions'],
  ],
])('%s', (_, config, fields) => {
  expect(badFields(hours, config)).toEqual(fields)
})

test.each<[string, Json | undefined, string]>([
  ['the number’s own', [{ days: [2], from: '20:00', to: '22:00' }], 'closed'],
  ['the block’s, where the number’s can’t be read', [{ days: [2], from: 'noon', to: '22:00' }], 'open'],
  ['the block’s, where the flow has no such setting', undefined, 'open'],
])('hours of a setting are %s', (_, shop, exit) => {
  const vars = { ...testVars, settings: shop === undefined ? {} : { shop } }
  const view = { at: at('2026-11-24T01:00:00Z'), vars }
  expect(runBlock(hours, { setting: 'shop' }, entered, view)).toMatchObject({ exit })
})

test('a setting that the flow does not have is a problem, and so are usual hours that can’t be read', () => {
  const drawn = drawFlow({ it: { block: 'hours', config: { setting: 'shop' } } })
  const codes = (settings: FlowDocument['settings']) =>
    findProblems({ hours }, { ...drawn, settings }).map(({ code }) => code)
  expect(codes({})).toContain('unknown-variable')
  const shop = (initial: Json) => ({ shop: { label: 'Shop', type: 'hours' as const, initial } })
  expect(codes(shop([{ days: [2], from: '20:00', to: '22:00' }]))).not.toContain('unknown-variable')
  expect(codes(shop([{ days: [], from: '20:00', to: '22:00' }]))).toContain('bad-usual-value')
  expect(codes(shop(null))).not.toContain('bad-usual-value')
})
