/** A stretch of time, ISO 8601: from `from` up to `to`. */
export type Period = { from: string; to: string }

const hour = 3_600_000
const day = 24 * hour

/** What people ask for, by the name that stands in the page's address. */
export const spans = {
  '24h': { label: 'Last 24 hours', ms: day },
  '7d': { label: 'Last 7 days', ms: 7 * day },
  '30d': { label: 'Last 30 days', ms: 30 * day },
  '90d': { label: 'Last 90 days', ms: 90 * day },
  '1y': { label: 'Last year', ms: 365 * day },
} as const
export type Span = keyof typeof spans
export const usualSpan: Span = '7d'

export function isSpan(name: string | null): name is Span {
  return name !== null && Object.hasOwn(spans, name)
}

/** The period that an address names: `from` and `to`, or a span up to now (to the end of this hour). */
export function periodOf(search: URLSearchParams, now = Date.now()): { span: Span | null; period: Period } {
  const [from, to] = [Date.parse(search.get('from') ?? ''), Date.parse(search.get('to') ?? '')]
  if (from < to) return { span: null, period: written(from, to) }
  const named = search.get('period')
  const span = isSpan(named) ? named : usualSpan
  const end = Math.ceil(now / hour) * hour
  return { span, period: written(end - spans[span].ms, end) }
}

/** Whole days of the reader's zone, both included; null where they are no such days. `YYYY-MM-DD`. */
export function daysPeriod(first: string, last: string): Period | null {
  const [from, to] = [new Date(`${first}T00:00:00`), new Date(`${last}T00:00:00`)]
  to.setDate(to.getDate() + 1)
  return from < to ? written(from.getTime(), to.getTime()) : null
}

/** The day that a moment falls on in the reader's zone, `YYYY-MM-DD`. */
export function dayOf(iso: string): string {
  const at = new Date(iso)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

export const zone = Intl.DateTimeFormat().resolvedOptions().timeZone

function written(from: number, to: number): Period {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
}
