import { type Span, spanSchema, type Weekly } from '@patchbay/flow/weekly-hours'
import { z } from 'zod'
import { dayAfter, type WallClock, weekdayOf } from './wall-clock'

/** Days that differ, both ends included; no hours are closed. */
export const exceptionSchema = z.object({
  from: z.string(),
  to: z.string(),
  name: z.string(),
  hours: z.array(spanSchema),
})
export type Exception = z.infer<typeof exceptionSchema>

export type OpeningHours = { weekly: Weekly; exceptions: readonly Exception[] }

/** What applies, and why, in a few words. */
export type Opening = { state: 'open' | 'closed' | 'holiday'; why: string }

/**
 * What applies at a time. Days of one's own go before public holidays, and these before the week. Hours past midnight
 * belong to the day on which they begin. `holidayOn` gives a holiday's name by its day.
 */
export function openingAt(
  hours: OpeningHours,
  { date, minutes }: Pick<WallClock, 'date' | 'minutes'>,
  holidayOn: (date: string) => string | null,
): Opening {
  const yesterday = dayAfter(date, -1)
  const late = spansOf(hours, yesterday, holidayOn).spans.find(
    (each) => isOvernight(each) && minutes < minutesOf(each.to),
  )
  if (late) return { state: 'open', why: `open since yesterday until ${late.to}` }
  const { spans, name, kind } = spansOf(hours, date, holidayOn)
  const now = spans.find((each) => isWithin(each, minutes))
  if (now) return { state: 'open', why: name === null ? `open until ${now.to}` : `${name}: open until ${now.to}` }
  if (kind === 'holiday') return { state: 'holiday', why: name ?? 'a holiday' }
  return { state: 'closed', why: name ?? 'outside of the opening hours' }
}

type Day = { spans: readonly Span[]; name: string | null; kind: 'own' | 'holiday' | 'week' }

function spansOf(hours: OpeningHours, date: string, holidayOn: (date: string) => string | null): Day {
  const own = hours.exceptions.find(({ from, to }) => from <= date && date <= (to || from))
  if (own) return { spans: own.hours, name: own.name.trim() || 'a day of its own', kind: 'own' }
  const holiday = holidayOn(date)
  if (holiday !== null) return { spans: [], name: holiday, kind: 'holiday' }
  const weekday = weekdayOf(date)
  return { spans: hours.weekly.filter(({ days }) => days.includes(weekday)), name: null, kind: 'week' }
}

function isWithin(span: Span, minutes: number): boolean {
  const from = minutesOf(span.from)
  return isOvernight(span) ? minutes >= from : minutes >= from && minutes < minutesOf(span.to)
}

function isOvernight({ from, to }: Span): boolean {
  return minutesOf(to) <= minutesOf(from)
}

/** Minutes since midnight; `24:00` is the end of the day. */
export function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * 60 + minutes
}

/** Whether a text is a day that there is. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text
}
