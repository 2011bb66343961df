import Holidays from 'date-holidays'
import { expect, test } from 'vitest'
import { createHolidays } from './holidays'

const holidays = createHolidays()

test.each([
  // Easter, the Moon, the fourth Thursday, a day that moves to the Monday, and one of a region only.
  ['DE', null, '2026-04-03', 'Good Friday'],
  ['DE', null, '2027-03-29', 'Easter Monday'],
  ['SG', null, '2026-02-17', 'Chinese New Year'],
  ['US', null, '2026-11-26', 'Thanksgiving Day'],
  ['SG', null, '2026-08-10', 'National Day (substitute day)'],
  ['DE', 'BY', '2026-11-01', 'All Saints’ Day'],
  ['GB', 'ENG', '2026-12-28', 'Boxing Day (substitute day)'],
  // A part of a region; the days of a feast that are whole; days that began in the year before.
  ['DE', 'BY-A', '2026-08-08', 'Augsburg Peace Festival'],
  ['TR', null, '2026-03-22', 'End of Ramadan (Eid al-Fitr)'],
  ['SZ', null, '2027-01-02', 'Incwala Festival'],
  ['US', null, '2021-12-31', "New Year's Day (substitute day)"],
])('%s %s on %s: %s', (country, region, date, name) => {
  expect(holidays.on(country, region, date)?.replace("'", '’')).toBe(name.replace("'", '’'))
})

test.each([
  ['DE', null, '2026-11-01'],
  ['DE', null, '2026-11-24'],
  ['XX', null, '2026-12-25'],
  ['../etc', null, '2026-12-25'],
  ['SG', null, 'never'],
  // Half days, from one in the afternoon, from noon, and at the end of a longer feast.
  ['IS', null, '2026-12-24'],
  ['CN', null, '2026-05-04'],
  ['TR', null, '2026-03-23'],
  ['DE', 'BY', '2026-08-08'],
])('%s %s has none on %s', (country, region, date) => {
  expect(holidays.on(country, region, date)).toBeNull()
})

test.each(['SG', 'DE', 'US', 'JP', 'AU'])('%s has the days that the library itself calls holidays', (country) => {
  const library = new Holidays(country)
  for (const year of [2024, 2026, 2027]) {
    const days = library.getHolidays(year, 'en').filter(({ type }) => type === 'public')
    for (const { date } of days) expect(holidays.on(country, null, date.slice(0, 10))).toBeTruthy()
    expect(holidays.of(country, null, year).length).toBeGreaterThanOrEqual(
      new Set(days.map(({ date }) => date.slice(0, 10))).size,
    )
    expect(days.length).toBeGreaterThan(5)
  }
})

test('a year has what began before it, and nothing of the next', () => {
  const days = holidays.of('SZ', null, 2027).map(({ date }) => date)
  expect(days.slice(0, 2)).toEqual(['2027-01-01', '2027-01-02'])
  expect(days.filter((date) => !date.startsWith('2027-'))).toEqual([])
})

test('countries and regions are told by name', () => {
  expect(holidays.countries()).toContainEqual({ code: 'SG', name: 'Singapore' })
  expect(holidays.regions('DE')).toContainEqual({ code: 'BY', name: 'Bayern' })
  expect(holidays.regions('DE')).toContainEqual({ code: 'BY-A', name: 'Bayern: Stadt Augsburg' })
  expect(holidays.regions('SG')).toEqual([])
})
