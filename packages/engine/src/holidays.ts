import Holidays from 'date-holidays'
import { LRUCache } from 'lru-cache'

/** A public holiday, on a day of its own place: `YYYY-MM-DD`. */
export type Holiday = { date: string; name: string }
export type Place = { code: string; name: string }

const language = 'en'
const firstYear = 1970
const lastYear = 2100

/**
 * Public holidays by country (ISO 3166-1, such as `SG`) and, where a country has some of their own, its region (such as `BY`), from
 * the data of date-holidays. What is asked for in vain has none.
 */
export function createHolidays() {
  const years = new LRUCache<string, Map<string, string>>({ max: 500 })

  function ofYear(country: string, region: string | null, year: number): Map<string, string> {
    const key = JSON.stringify([country, region, year])
    const known = years.get(key)
    if (known) return known
    const found = new Map<string, string>()
    if (year >= firstYear && year <= lastYear && isPlace(country) && (region === null || isPlace(region)))
      for (const { date, start, end, name, type } of calendar(country, region).getHolidays(year, language))
        if (type === 'public')
          for (const day of daysFrom(date.slice(0, 10), end.getTime() - start.getTime()))
            if (!found.has(day)) found.set(day, name)
    years.set(key, found)
    return found
  }

  return {
    /** The name of the holiday on a day (`YYYY-MM-DD`), or null. */
    on: (country: string, region: string | null, date: string): string | null =>
      ofYear(country, region, Number(date.slice(0, 4))).get(date) ?? null,
    /** All of a year, from the first on. */
    of: (country: string, region: string | null, year: number): Holiday[] =>
      [...ofYear(country, region, year)]
        .map(([date, name]) => ({ date, name }))
        .sort((a, b) => (a.date < b.date ? -1 : 1)),
    countries: (): Place[] => places(new Holidays().getCountries(language)),
    /** A country's regions; none where holidays are the same everywhere. */
    regions: (country: string): Place[] =>
      isPlace(country) ? places(new Holidays().getStates(country, language)) : [],
  }
}

export type PublicHolidays = ReturnType<typeof createHolidays>

function calendar(country: string, region: string | null): Holidays {
  return region === null ? new Holidays(country) : new Holidays(country, region)
}

function isPlace(code: string): boolean {
  return /^[A-Z0-9-]{1,12}$/i.test(code)
}

function places(byCode: Record<string, string> | undefined): Place[] {
  return Object.entries(byCode ?? {})
    .map(([code, name]) => ({ code, name }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

/** A holiday that begins in the evening belongs to the day that its date says; longer ones to each of their days. */
function daysFrom(date: string, ms: number): string[] {
  const days = Math.max(1, Math.round(ms / 86_400_000))
  const first = Date.parse(`${date}T00:00:00Z`)
  return Array.from({ length: days }, (_, n) => new Date(first + n * 86_400_000).toISOString().slice(0, 10))
}
