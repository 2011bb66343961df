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
])('%s %s on %s: %s', (country, region, date, name) => {
  expect(holidays.on(country, region, date)?.replace("'", '’')).toBe(name.replace("'", '’'))
})

test.each([
  ['DE', null, '2026-11-01'],
  ['DE', null, '2026-11-24'],
  ['XX', null, '2026-12-25'],
  ['../etc', null, '2026-12-25'],
  ['SG', null, 'never'],
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

test('countries and regions are told by name', () => {
  expect(holidays.countries()).toContainEqual({ code: 'SG', name: 'Singapore' })
  expect(holidays.regions('DE')).toContainEqual({ code: 'BY', name: 'Bayern' })
  expect(holidays.regions('SG')).toEqual([])
})
