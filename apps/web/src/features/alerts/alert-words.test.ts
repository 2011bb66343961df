import { expect, test } from 'vitest'
import { type Alert, alertWords, howOften } from './alert-words'

const alert: Alert = {
  id: '1',
  code: 'shed',
  message: 'New calls were turned away: the server had too much to do.',
  flow: null,
  block: null,
  muted: null,
  callId: null,
  count: 1,
  firstAt: '2026-11-03T09:10:00.000Z',
  lastAt: '2026-11-03T09:10:00.000Z',
}
const clock = (iso: string) => iso.slice(11, 16)

test('calls that were turned away: why, in a sentence', () => {
  expect(alertWords(alert)).toEqual({
    title: 'New calls were turned away',
    advice: 'The server had too much to do. Calls under way went on as usual.',
  })
})

test('a flow is called by its name, where there is one', () => {
  const flow = { id: '2', name: 'Front desk' }
  expect(alertWords({ ...alert, code: 'too-many', flow }).title).toBe('“Front desk” went round and round')
  expect(alertWords({ ...alert, code: 'too-many' }).title).toBe('A flow went round and round')
  expect(alertWords({ ...alert, code: 'overdue', flow }).title).toBe('The carrier fell silent in “Front desk”')
})

test('a kind that this page does not know yet says what the server says', () => {
  expect(alertWords({ ...alert, code: 'new-kind', message: 'Look here.' })).toEqual({ title: 'Look here.', advice: '' })
})

test('how often and since when', () => {
  expect(howOften(alert, clock)).toBe('Once, 09:10')
  expect(howOften({ ...alert, count: 1200 }, clock)).toBe(`${(1200).toLocaleString()} times, 09:10`)
  const later = { ...alert, count: 2, lastAt: '2026-11-03T10:20:00.000Z' }
  expect(howOften(later, clock)).toBe('2 times since 09:10, last 10:20')
})
