import { expect, test } from 'vitest'
import { dayOf, daysPeriod, periodOf } from './period'

const now = Date.parse('2026-03-10T09:20:00Z')

test('a span goes up to the end of this hour, whatever else the address says', () => {
  expect(periodOf(new URLSearchParams('period=24h'), now)).toEqual({
    span: '24h',
    period: { from: '2026-03-09T10:00:00.000Z', to: '2026-03-10T10:00:00.000Z' },
  })
  for (const odd of ['', 'period=constructor', 'from=x&to=y', 'from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z'])
    expect(periodOf(new URLSearchParams(odd), now).span).toBe('7d')
})

test('days are whole ones, and come back from the period that they make', () => {
  const period = daysPeriod('2026-02-27', '2026-03-01')
  expect(period && [dayOf(period.from), dayOf(new Date(Date.parse(period.to) - 1).toISOString())]).toEqual([
    '2026-02-27',
    '2026-03-01',
  ])
  expect(daysPeriod('2026-03-02', '2026-03-01')).toBeNull()
  expect(daysPeriod('', '2026-03-01')).toBeNull()
})
