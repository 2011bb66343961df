import Holidays from 'date-holidays'
import { LRUCache } from 'lru-cache'

/** A public holiday, on a day of its own place: `YYYY-MM-DD`. */
export type Holiday = { date: string; name: string }
export type Place = { code: string; name: string }

const language = 'en'
const firstYear = 1970
const lastYear = 2100
/** No holiday reaches further into the year after. */
const mostSpilled = 14

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
      for (const holiday of calendar(country, region).getHolidays(year, language))
        for (const day of wholeDays(holiday)) if (!found.has(day)) found.set(day, holiday.name)
    years.set(key, found)
    return found
  }

  return {
    /** The name of the holiday on a day (`YYYY-MM-DD`), or null. */
    on: (country: string, region: string | null, date: string): string | null => {
      const year = Number(date.slice(0, 4))
      const name = ofYear(country, region, year).get(date)
      if (name !== undefined) return name
      const early = date.slice(5, 7) === '01' && Number(date.slice(8, 10)) <= mostSpilled
      return (early ? ofYear(country, region, year - 1).get(date) : undefined) ?? null
    },
    /** All of a year, from the first on, with what began in the year before. */
    of: (country: string, region: string | null, year: number): Holiday[] => {
      const days = new Map([...ofYear(country, region, year - 1), ...ofYear(country, region, year)])
      return [...days]
        .filter(([date]) => date.startsWith(`${year}-`))
        .map(([date, name]) => ({ date, name }))
        .sort((a, b) => (a.date < b.date ? -1 : 1))
    },
    countries: (): Place[] => places(new Holidays().getCountries(language)),
    /** A country's regions, and parts of them under codes such as `BY-A`; none where holidays are the same everywhere. */
    regions: (country: string): Place[] => {
      if (!isPlace(country)) return []
      const library = new Holidays()
      return places(library.getStates(country, language)).flatMap((state) => [
        state,
        ...places(library.getRegions(country, state.code, language)).map(({ code, name }) => ({
          code: `${state.code}-${code}`,
          name: `${state.name}: ${name}`,
        })),
      ])
    },
  }
}

export type PublicHolidays = ReturnType<typeof createHolidays>

function calendar(country: string, region: string | null): Holidays {
  const [state = '', part = ''] = region?.split('-') ?? []
  return new Holidays(country, state, part, { types: ['public'] })
}

function isPlace(code: string): boolean {
  return /^[A-Z0-9-]{1,12}$/i.test(code)
}

function places(byCode: Record<string, string> | undefined): Place[] {
  return Object.entries(byCode ?? {})
    .map(([code, name]) => ({ code, name }))
    .sort((a, b) => a.name.localeCompare(b.name))
}

/**
 * The days that a holiday covers wholly: half days, such as Christmas Eve from noon, are none. One that begins in the evening
 * before belongs to the day that its date says.
 */
function wholeDays({ date, start, end }: { date: string; start: Date; end: Date }): string[] {
  const first = Date.parse(`${date.slice(0, 10)}T00:00:00Z`)
  const late = Number(date.slice(11, 13))
  const skipped = late === 0 ? 0 : 1
  // An hour more or less, where the clocks change that day.
  const hours = (end.getTime() - start.getTime()) / 3_600_000 + 1 - (skipped === 0 ? 0 : 24 - late)
  return Array.from({ length: Math.max(0, Math.floor(hours / 24)) }, (_, n) =>
    new Date(first + (n + skipped) * 86_400_000).toISOString().slice(0, 10),
  )
}
