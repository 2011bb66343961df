import type { Period } from './period'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

/** A count of one day (UTC, `YYYY-MM-DD`) in 24 hours. */
export type DayCount = { day: string; what: string; hours: readonly number[] }

/** What was counted in a day and an hour (0 to 23) of a place's clock. Clocks that are half an hour off are taken by the UTC hour's begin. */
export type ClockCount = { day: string; hour: number; what: string; n: number }

/** The hours of a period that have anything, as the clock of a zone (IANA) has them; each is told for itself, in no order. */
export function byClock(counts: readonly DayCount[], { from, to }: Period, zone: string): ClockCount[] {
  const offsetAt = offsets(zone)
  return counts.flatMap(({ day, what, hours }) => {
    const start = Date.parse(`${day}T00:00:00Z`)
    const steady = offsetAt(start) === offsetAt(start + dayMs) ? offsetAt(start) : null
    return hours.flatMap((n, index) => {
      const at = start + index * hourMs
      if (n === 0 || at < from || at >= to) return []
      const local = new Date(at + (steady ?? offsetAt(at))).toISOString()
      return [{ day: local.slice(0, 10), hour: Number(local.slice(11, 13)), what, n }]
    })
  })
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
