import { z } from 'zod'

const words = z.string().trim().min(1).max(200)
const day = z.iso.date()
/** What can stand in the page's address, by the names that it has there. Days are whole, in the reader's zone, both included. */
const shape = { who: words, action: words, subject: words, from: day, to: day, q: words }
const filters = z.object(shape).partial()

export type AuditFilters = z.infer<typeof filters>
export type AuditFilterName = keyof AuditFilters
export const auditFilterNames: readonly AuditFilterName[] = z.keyof(filters).options

/** What an address asks for. What can’t be understood narrows nothing. */
export function readAuditFilters(search: URLSearchParams): AuditFilters {
  const given = auditFilterNames.flatMap((name) => {
    const value = search.get(name)
    return value !== null && shape[name].safeParse(value).success ? [[name, value]] : []
  })
  return filters.parse(Object.fromEntries(given))
}

/** What the server is asked for. */
export function askedEntries({ from, to, q, ...rest }: AuditFilters) {
  return {
    ...rest,
    ...(from === undefined ? {} : { from: beginOf(from, 0) }),
    ...(to === undefined ? {} : { to: beginOf(to, 1) }),
    ...(q === undefined ? {} : { text: q }),
  }
}

/** When a day begins here, or one so many days later: ISO 8601. */
function beginOf(date: string, later: number): string {
  const [year = 0, month = 1, of = 1] = date.split('-').map(Number)
  return new Date(year, month - 1, of + later).toISOString()
}
