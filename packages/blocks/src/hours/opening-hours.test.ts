import { isTime } from '@patchbay/flow/weekly-hours'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isDate, type OpeningHours, openingAt } from './opening-hours'
import { wallClock, weekdayOf } from './wall-clock'

const never = () => null
const week: OpeningHours = {
  weekly: [
    { days: [1, 2, 3, 4, 5], from: '09:00', to: '12:30' },
    { days: [1, 2, 3, 4, 5], from: '13:30', to: '18:00' },
    { days: [5, 6], from: '20:00', to: '02:00' },
    { days: [7], from: '00:00', to: '24:00' },
  ],
  exceptions: [
    { from: '2026-12-24', to: '2026-12-24', name: 'Christmas Eve', hours: [{ from: '09:00', to: '12:00' }] },
    { from: '2026-12-28', to: '2027-01-02', name: 'Closed between the years', hours: [] },
    { from: '2028-02-29', to: '2028-02-29', name: 'Leap day', hours: [{ from: '10:00', to: '11:00' }] },
  ],
}
const holidays: Record<string, string> = {
  '2026-12-25': 'Christmas Day',
  '2026-12-24': 'Not this one',
  '2026-12-29': 'Nor this',
}
const at = (when: string) => {
  const [date = '', time = ''] = when.split(' ')
  const [hour, minute] = time.split(':').map(Number)
  return openingAt(week, { date, minutes: (hour ?? 0) * 60 + (minute ?? 0) }, (day) => holidays[day] ?? null)
}

test.each([
  ['2026-11-24 08:59', 'closed', 'outside of the opening hours'],
  ['2026-11-24 09:00', 'open', 'open until 12:30'],
  ['2026-11-24 12:30', 'closed', 'outside of the opening hours'],
  ['2026-11-24 17:59', 'open', 'open until 18:00'],
  ['2026-11-24 18:00', 'closed', 'outside of the opening hours'],
  ['2026-11-27 23:59', 'open', 'open until 02:00'],
  ['2026-11-28 00:00', 'open', 'open since yesterday until 02:00'],
  ['2026-11-28 01:59', 'open', 'open since yesterday until 02:00'],
  ['2026-11-28 02:00', 'closed', 'outside of the opening hours'],
  ['2026-11-29 00:30', 'open', 'open since yesterday until 02:00'],
  ['2026-11-29 23:59', 'open', 'open until 24:00'],
  ['2026-11-30 00:00', 'closed', 'outside of the opening hours'],
  ['2026-12-24 11:59', 'open', 'Christmas Eve: open until 12:00'],
  ['2026-12-24 12:00', 'closed', 'Christmas Eve'],
  ['2026-12-25 17:05', 'holiday', 'Christmas Day'],
  ['2026-12-26 01:00', 'closed', 'outside of the opening hours'],
  ['2026-12-29 10:00', 'closed', 'Closed between the years'],
  ['2027-01-02 21:00', 'closed', 'Closed between the years'],
  ['2027-01-03 00:30', 'open', 'open until 24:00'],
  ['2028-02-29 10:30', 'open', 'Leap day: open until 11:00'],
  ['2028-03-01 10:30', 'open', 'open until 12:30'],
])('%s: %s', (when, state, why) => {
  expect(at(when)).toEqual({ state, why })
})

describe('the clock on the wall', () => {
  test.each([
    // Clocks go forward: the hour from two to three is not there.
    ['2026-03-29T00:59:00Z', 'Europe/Berlin', '2026-03-29', 1 * 60 + 59],
    ['2026-03-29T01:00:00Z', 'Europe/Berlin', '2026-03-29', 3 * 60],
    ['2026-03-08T07:00:00Z', 'America/New_York', '2026-03-08', 3 * 60],
    // And back: it is there twice.
    ['2026-10-25T00:30:00Z', 'Europe/Berlin', '2026-10-25', 2 * 60 + 30],
    ['2026-10-25T01:30:00Z', 'Europe/Berlin', '2026-10-25', 2 * 60 + 30],
    ['2026-11-01T06:30:00Z', 'America/New_York', '2026-11-01', 1 * 60 + 30],
    // By half an hour.
    ['2026-04-04T14:59:00Z', 'Australia/Lord_Howe', '2026-04-05', 1 * 60 + 59],
    ['2026-04-04T15:00:00Z', 'Australia/Lord_Howe', '2026-04-05', 1 * 60 + 30],
    ['2026-10-03T15:30:00Z', 'Australia/Lord_Howe', '2026-10-04', 2 * 60 + 30],
    // Never, and at midnight and across the date line.
    ['2026-06-30T16:00:00Z', 'Asia/Singapore', '2026-07-01', 0],
    ['2026-02-28T12:00:00Z', 'Pacific/Kiritimati', '2026-03-01', 2 * 60],
    ['2028-02-29T15:59:00Z', 'Asia/Singapore', '2028-02-29', 23 * 60 + 59],
    ['2026-01-01T00:00:00Z', 'Nowhere/At_All', '2026-01-01', 0],
  ])('%s in %s', (instant, zone, date, minutes) => {
    expect(wallClock(Date.parse(instant), zone)).toEqual({ date, weekday: weekdayOf(date), minutes })
  })

  test('is read in a few microseconds', () => {
    wallClock(0, 'Asia/Singapore')
    const from = performance.now()
    for (let n = 0; n < 1_000; n++) wallClock(n * 1e9, 'Asia/Singapore')
    expect((performance.now() - from) / 1_000).toBeLessThan(0.1)
  })
})

test('any hours have an answer at any time, and without hours it is always closed', () => {
  const time = fc
    .integer({ min: 0, max: 1_440 })
    .map((m) => `${String(Math.floor(m / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`)
  const span = fc.record({ days: fc.uniqueArray(fc.integer({ min: 1, max: 7 })), from: time, to: time })
  const date = fc
    .date({ min: new Date('2000-01-01'), max: new Date('2090-01-01'), noInvalidDate: true })
    .map((day) => day.toISOString().slice(0, 10))
  fc.assert(
    fc.property(fc.array(span, { maxLength: 5 }), date, fc.integer({ min: 0, max: 1_439 }), (weekly, day, minutes) => {
      const { state } = openingAt({ weekly, exceptions: [] }, { date: day, minutes }, never)
      expect(openingAt({ weekly: [], exceptions: [] }, { date: day, minutes }, never).state).toBe('closed')
      expect(openingAt({ weekly: [], exceptions: [] }, { date: day, minutes }, () => 'Any').state).toBe('holiday')
      return state === 'open' || state === 'closed'
    }),
  )
})

test.each([
  ['09:00', true],
  ['24:00', true],
  ['24:01', false],
  ['9:00', false],
  ['', false],
])('%s is a time: %s', (text, is) => {
  expect(isTime(text)).toBe(is)
})

test.each([
  ['2028-02-29', true],
  ['2026-02-29', false],
  ['2026-13-01', false],
  ['tomorrow', false],
])('%s is a day: %s', (text, is) => {
  expect(isDate(text)).toBe(is)
})
