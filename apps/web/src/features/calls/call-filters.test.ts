import { expect, test } from 'vitest'
import { askedOf, readFilters, withFilter } from './call-filters'
import { readSeconds, writeSeconds } from './seconds-text'

const id = '01a2275d-8a10-723b-af23-fd538ca5a6a8'
const now = Date.parse('2026-11-29T08:00:30Z')
const asked = (query: string) => askedOf(readFilters(new URLSearchParams(query)), now)

test('every part of an address is asked for', () => {
  const query = new URLSearchParams({
    from: '2026-03-01T00:00:00.000Z',
    to: '2026-03-02T00:00:00+08:00',
    number: id,
    flow: id,
    version: '3',
    direction: 'incoming',
    outcome: 'caller-hung-up',
    key: '4711#',
    chose: `${id}@2:menu:1`,
    transfer: 'given-up',
    hour: '9@Asia/Singapore',
    tag: 'gold card',
    problem: 'dead-end',
    caller: '+65 9123',
    min: '30',
    max: '90',
    q: 'gold',
    columns: 'time,where',
  })
  expect(asked(query.toString())).toEqual({
    from: '2026-03-01T00:00:00.000Z',
    to: '2026-03-02T00:00:00+08:00',
    numberId: id,
    flowId: id,
    version: 3,
    direction: 'incoming',
    outcome: 'caller-hung-up',
    key: '4711#',
    chose: `${id}@2:menu:1`,
    transfer: 'given-up',
    hour: '9@Asia/Singapore',
    tag: 'gold card',
    problem: 'dead-end',
    caller: '+659123',
    min: 30,
    max: 90,
    text: 'gold',
  })
})

test('a period moves along with the clock, by the minute', () => {
  expect(asked('from=-P1D')).toEqual({ from: '2026-11-28T08:00:00.000Z' })
})

test('a plus that was typed into an address is one', () => {
  expect(asked('caller=+6591')).toEqual({ caller: '+6591' })
})

test.each([
  'from=yesterday&to=1',
  'number=1&flow=x',
  'version=0&min=-1&max=x',
  'direction=up&outcome=lost',
  `chose=${id}:menu&transfer=lost&hour=24@Asia/Singapore`,
  'hour=9@Nowhere/Town',
  'key=A&tag=&problem=No!&caller=me&q=%20',
])('“%s” narrows nothing', (query) => {
  expect(asked(query)).toEqual({})
})

test('one thing is set or taken away, and the rest stays', () => {
  const search = new URLSearchParams('key=1&columns=time')
  expect(withFilter(search, { tag: 'x', key: undefined }).toString()).toBe('columns=time&tag=x')
  expect(search.toString()).toBe('key=1&columns=time')
})

test.each([
  ['90', 90, '1:30'],
  ['1:30', 90, '1:30'],
  ['0:05', 5, '0:05'],
  ['1:02:05', 3_725, '1:02:05'],
])('%s is %i seconds, written %s', (typed, seconds, written) => {
  expect(readSeconds(typed)).toBe(seconds)
  expect(writeSeconds(seconds)).toBe(written)
})

test.each(['', 'x', '1:75', '-3', '1:2:3:4'])('“%s” is no duration', (typed) => {
  expect(readSeconds(typed)).toBeNull()
})
