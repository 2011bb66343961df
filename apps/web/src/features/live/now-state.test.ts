import { describe, expect, test } from 'vitest'
import { applyNow, type LiveCall, type LiveStep, type NowMessage, type NowState, nothingYet } from './now-state'

const call = (id: string, more: Partial<LiveCall> = {}): LiveCall => ({
  id,
  direction: 'incoming',
  caller: '+6591234567',
  called: '+6531580000',
  phase: 'running',
  flowName: 'Front desk',
  version: 1,
  where: 'Main menu',
  last: '',
  broken: false,
  hangingUp: false,
  seq: 1,
  startedAt: '2026-01-01T00:00:00.000Z',
  versionId: 'v',
  updatedAt: '2026-01-01T00:00:00.000Z',
  at: 'ask',
  walked: [],
  ...more,
})
const message = (calls: LiveCall[], whole = false): NowMessage => ({ whole, calls, steps: [], figures: null })
const step = (id: string, more: Partial<LiveStep>): NowMessage => {
  const { phase, where, last, broken, hangingUp, seq, updatedAt, at, walked } = call(id, more)
  const steps = [{ id, phase, where, last, broken, hangingUp, seq, updatedAt, at, walked }]
  return { whole: false, calls: [], steps, figures: null }
}
const after = (...messages: NowMessage[]): NowState => messages.reduce(applyNow, nothingYet)
const ids = (state: NowState) => state.calls.map((seen) => seen.call.id)

test('what began last comes first, and what is over goes', () => {
  const later = call('b', { startedAt: '2026-01-01T00:00:01.000Z' })
  expect(ids(after(message([call('a'), later], true)))).toEqual(['b', 'a'])
  expect(ids(after(message([call('a'), later], true), message([call('b', { seq: 2, phase: 'over' })])))).toEqual(['a'])
})

test('what is told twice, or late, changes nothing', () => {
  const newer = after(message([call('a', { seq: 3, last: 'newer' })], true))
  expect(applyNow(newer, message([call('a', { seq: 2, last: 'older' })])).calls).toEqual(newer.calls)
  expect(applyNow(newer, message([call('a', { seq: 3 })], true)).byId.get('a')).toBe(newer.byId.get('a'))
})

test('a step moves the call that it is of, which stays who it is', () => {
  const before = after(message([call('a', { caller: '+6598765432' }), call('b')], true))
  expect(applyNow(before, step('a', { seq: 2, at: 'bye', walked: ['bye'], last: 'pressed 1' })).byId.get('a')).toEqual({
    call: call('a', { caller: '+6598765432', seq: 2, at: 'bye', walked: ['bye'], last: 'pressed 1' }),
    trail: ['ask', 'bye'],
  })
  expect(ids(applyNow(before, step('a', { seq: 2, phase: 'over' })))).toEqual(['b'])
  expect(applyNow(before, step('a', { seq: 1, last: 'older' })).byId.get('a')).toBe(before.byId.get('a'))
})

test('a step of a call that nobody told of is no call', () => {
  expect(ids(after(message([call('a')], true), step('b', { seq: 5 })))).toEqual(['a'])
})

test('all calls under way take the place of what was known', () => {
  expect(ids(after(message([call('a')], true), message([call('b')], true)))).toEqual(['b'])
})

describe('the trail of a call', () => {
  const trail = (...messages: NowMessage[]) => after(...messages).byId.get('a')?.trail
  test('leads from where it was over what it walked', () =>
    expect(
      trail(message([call('a')], true), message([call('a', { seq: 2, at: 'bye', walked: ['hours', 'bye'] })])),
    ).toEqual(['ask', 'hours', 'bye']))
  test('of a call that has just begun is what it walked', () =>
    expect(trail(message([], true), message([call('a', { walked: ['start', 'ask'] })]))).toEqual(['start', 'ask']))
  test('is none where nobody saw it move', () => {
    expect(trail(message([call('a', { walked: ['start', 'ask'] })], true))).toEqual([])
    expect(trail(message([call('a')], true), message([call('a', { seq: 2, at: 'ask' })]))).toEqual([])
  })
  test('is only where it came from if what it walked was in another flow', () =>
    expect(trail(message([call('a')], true), message([call('a', { seq: 2, at: 'go' })]))).toEqual(['ask']))
})
