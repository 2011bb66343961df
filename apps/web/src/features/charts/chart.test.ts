import { expect, test } from 'vitest'
import { type Chart, csvOf, isEmpty } from './chart'

const chart = (labels: Record<string, number>): Chart => ({
  id: 'x',
  title: 'X',
  of: 'Key',
  kind: 'bars',
  series: [{ key: 'calls', label: 'Calls', colour: '' }],
  rows: Object.entries(labels).map(([label, calls]) => ({ label, values: { calls }, to: '/calls' })),
  to: '/calls',
})

test('a file has what the table has, and nothing in it runs', () => {
  expect(csvOf(chart({ '1 · Sales, "new"': 3, '=HYPERLINK(1)': 1, '+65 9123 4567': 2 }))).toBe(
    'Key,Calls\r\n"1 · Sales, ""new""",3\r\n\'=HYPERLINK(1),1\r\n+65 9123 4567,2\r\n',
  )
})

test('a chart of zeros is empty', () => {
  expect([isEmpty(chart({ a: 0 })), isEmpty(chart({ a: 0, b: 1 })), isEmpty(chart({}))]).toEqual([true, false, true])
})
