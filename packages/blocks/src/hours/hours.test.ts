import { expect, test } from 'vitest'
import { badFields, runBlock } from '../testing'
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
