import { expect, test } from 'vitest'
import { type CallStats, chartsOf } from './charts-of'

const none = { completed: 0, 'caller-hung-up': 0, transferred: 0, 'not-answered': 0, broken: 0 }
/** Three days of the reader's own zone, the last of them cut short. */
const period = { from: new Date(2026, 2, 1).toISOString(), to: new Date(2026, 2, 3, 5).toISOString() }
const stats: CallStats = {
  ...period,
  calls: 3,
  outcomes: { ...none, completed: 2, broken: 1 },
  medianMs: 4_000,
  days: [{ day: '2026-03-02', calls: 3, outcomes: { ...none, completed: 2, broken: 1 }, debit: { SGD: 0.072 } }],
  hours: [{ day: '2026-03-02', hour: 9, calls: 3 }],
  hoursOfDay: Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 3 : 0)),
  durations: [
    { upToMs: 8_000, calls: 1 },
    { upToMs: 128_000, calls: 2 },
  ],
  numbers: [{ numberId: 'n1', e164: '+6591234567', label: '', calls: 3 }],
  transfers: { answered: 1, unanswered: 0, busy: 0, failed: 0, 'given-up': 0 },
  keys: [
    {
      flowId: 'f1',
      flowName: 'Front desk',
      node: 'm',
      blockName: 'Menu',
      key: '1',
      label: 'If 1 is pressed: Sales',
      calls: 2,
    },
  ],
  costs: [{ currency: 'SGD', debit: 0.072, minutes: 2 }],
}
const charts = chartsOf(stats, { number: 'n1' })
const queryOf = (to: string | undefined) => Object.fromEntries(new URLSearchParams(to?.split('?')[1]))
const of = (id: string) => charts.find((chart) => chart.id === id)?.rows ?? []

test('days without calls are there too, and each leads to its own calls', () => {
  expect(of('days').map(({ values }) => values.completed ?? 0)).toEqual([0, 2, 0])
  const last = new URLSearchParams(of('days').at(-1)?.to?.split('?')[1])
  expect(Object.fromEntries(last)).toEqual({ from: new Date(2026, 2, 3).toISOString(), to: period.to, number: 'n1' })
  expect(of('cost-SGD').map(({ values }) => values.debit)).toEqual([0, 0.072, 0])
})

test('hours are told of the whole period', () => {
  expect(of('hours')).toHaveLength(53)
  expect(of('hours').findIndex(({ values }) => values.calls === 3)).toBe(33)
})

test('outcomes, keys and durations are said in words', () => {
  expect(of('outcomes')[4]).toMatchObject({ label: 'Broken', values: { calls: 1 } })
  expect(of('outcomes')[4]?.to).toContain('outcome=broken')
  expect(of('keys')[0]).toMatchObject({ label: '1 · Sales · Menu (Front desk)', values: { calls: 2 } })
  expect(queryOf(of('keys')[0]?.to)).toEqual({ ...period, number: 'n1', chose: 'f1:m:1' })
  expect(of('durations').map(({ label }) => label)).toEqual(['up to 8 s', '1–2 min'])
})

test('an hour of the day, a duration and a transfer lead to their calls, and a part of a day to its own', () => {
  const all = { ...period, number: 'n1' }
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  expect(queryOf(of('hours-of-day')[9]?.to)).toEqual({ ...all, hour: `9@${zone}` })
  expect(of('durations').map(({ to }) => queryOf(to))).toEqual([
    { ...all, max: '8' },
    { ...all, min: '64', max: '128' },
  ])
  expect(of('transfers').map(({ to }) => queryOf(to).transfer)).toEqual([
    'answered',
    'unanswered',
    'busy',
    'failed',
    'given-up',
  ])
  const day = of('days')[1]
  expect(queryOf(day?.toEach?.broken)).toEqual({ ...queryOf(day?.to), outcome: 'broken' })
})

test('the keys of one version lead to what was chosen in it, whichever flow the call began in', () => {
  const keys = chartsOf(stats, { flow: 'f1', version: 2 }).find(({ id }) => id === 'keys')
  expect(queryOf(keys?.rows[0]?.to)).toEqual({ ...period, chose: 'f1@2:m:1' })
})
