import { expect, test } from 'vitest'
import { hoursDoubts } from './hours-doubts'

const week = [1, 2, 3, 4, 5, 6, 7]
const office = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '18:00' }]
const coming = { from: '2026-12-24', to: '2026-12-26', name: '', hours: [] }
const past = { from: '2026-11-20', to: '2026-11-23', name: '', hours: [] }
const open = [{ from: '09:00', to: '10:00' }]
type Given = Partial<Parameters<typeof hoursDoubts>[0]>

test.each<[string, Given, string[]]>([
  ['office hours', {}, []],
  ['nothing at all', { weekly: [] }, ['never-open']],
  ['some days of one’s own only', { weekly: [], exceptions: [{ ...coming, hours: open }] }, ['never-open']],
  ['every minute', { weekly: [{ days: week, from: '00:00', to: '24:00' }] }, ['always-open']],
  ['every minute, over midnight', { weekly: [{ days: week, from: '06:00', to: '06:00' }] }, ['always-open']],
  ['all but a minute', { weekly: [{ days: week, from: '06:00', to: '05:59' }] }, []],
  ['all but holidays', { weekly: [{ days: week, from: '00:00', to: '24:00' }], holidays: { country: 'SG' } }, []],
  ['all but Christmas', { weekly: [{ days: week, from: '00:00', to: '24:00' }], exceptions: [coming] }, []],
  ['half-typed times', { weekly: [{ days: week, from: '', to: 'x' }] }, []],
  ['days that are past', { exceptions: [past] }, ['past-exceptions']],
  ['days past and to come', { exceptions: [past, coming] }, []],
  ['a last day that is today', { exceptions: [{ ...past, to: '2026-11-24' }] }, []],
  ['a day not typed yet', { exceptions: [{ ...past, to: '' }] }, []],
])('%s', (_, given, codes) => {
  const doubts = hoursDoubts({ weekly: office, exceptions: [], holidays: null, ...given }, '2026-11-24')
  expect(doubts.map(({ code }) => code)).toEqual(codes)
  for (const { message, warning } of doubts) expect([message.endsWith('.'), warning]).toEqual([true, true])
})
