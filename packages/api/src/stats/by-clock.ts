import type { Period } from './period'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** A count of one day (UTC, `YYYY-MM-DD`) in 24 hours. */
export type DayCount = { day: string; what: string; hours: readonly number[] }

/** What was counted in a day and an hour (0 to 23) of a place's clock. Clocks that are half an hour off are taken by the UTC hour's begin. */
export type ClockCount = { day: string; hour: number; what: string; n: number }

/** The hours of a period that have anything, as the clock of a zone (IANA) has them; each is told for itself, in no order. */
export function byClock(counts: readonly DayCount[], period: Period, zone: string): ClockCount[] {
  const hoursOf = localHours(period, zone)
  const told: ClockCount[] = []
  for (const { day, what, hours } of counts) {
    const local = hoursOf(day)
    for (const [index, n] of hours.entries()) {
      const place = n === 0 ? null : local[index]
      if (place) told.push({ day: place.day, hour: place.hour, what, n })
    }
  }
  return told
}

/** When the whole hours (UTC) of a period begin that the clock of a zone tells as this hour of the day, in epoch milliseconds. */
export function hoursOfDay({ from, to }: Period, zone: string, hour: number): number[] {
  const begin = Math.floor(from / hourMs) * hourMs
  const hoursOf = localHours({ from: begin, to }, zone)
  const found: number[] = []
  for (let day = Math.floor(begin / dayMs) * dayMs; day < to; day += dayMs)
    for (const [index, place] of hoursOf(new Date(day).toISOString().slice(0, 10)).entries())
      if (place?.hour === hour) found.push(day + index * hourMs)
  return found
}

/** What the 24 hours of a day (UTC) are in the zone; null where they are not of the period. Each day is asked of the clock once. */
function localHours({ from, to }: Period, zone: string) {
  const offsetAt = offsets(zone)
  const known = new Map<string, Array<{ day: string; hour: number } | null>>()
  return (day: string) => {
    const before = known.get(day)
    if (before) return before
    const start = Date.parse(`${day}T00:00:00Z`)
    const steady = offsetAt(start) === offsetAt(start + dayMs) ? offsetAt(start) : null
    const hours = Array.from({ length: 24 }, (_, index) => {
      const at = start + index * hourMs
      if (at < from || at >= to) return null
      const local = new Date(at + (steady ?? offsetAt(at))).toISOString()
      return { day: local.slice(0, 10), hour: Number(local.slice(11, 13)) }
    })
    known.set(day, hours)
    return hours
  }
}

/** How far a zone's clock is ahead of UTC at a moment, in milliseconds; each moment is asked once. */
function offsets(zone: string): (at: number) => number {
  const clock = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const known = new Map<number, number>()
  return (at) => {
    const before = known.get(at)
    if (before !== undefined) return before
    const part = Object.fromEntries(clock.formatToParts(at).map(({ type, value }) => [type, Number(value)]))
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
    const offset = Date.UTC(year, month - 1, day, hour, minute, second) - at
    known.set(at, offset)
    return offset
  }
}
