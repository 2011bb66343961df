/** What a clock on the wall says somewhere: a day, its weekday from 1 (Monday) to 7, and minutes since midnight. */
export type WallClock = { date: string; weekday: number; minutes: number }

const formats = new Map<string, Intl.DateTimeFormat | null>()
const mostZones = 500

function formatFor(zone: string): Intl.DateTimeFormat | null {
  const known = formats.get(zone)
  if (known !== undefined) return known
  let format: Intl.DateTimeFormat | null = null
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    })
  } catch {
    // Not a zone that is known here.
  }
  if (formats.size < mostZones) formats.set(zone, format)
  return format
}

/** Whether a name is a time zone of the IANA database, such as `Asia/Singapore`. */
export function isZone(zone: string): boolean {
  return formatFor(zone) !== null
}

/** The clock in a zone at an instant (epoch milliseconds); in UTC where there is no such zone. */
export function wallClock(at: number, zone: string): WallClock {
  const minute = Math.floor(at / 60_000)
  if (last.minute === minute && last.zone === zone) return last.clock
  last = { minute, zone, clock: readClock(at, zone) }
  return last.clock
}

/** Calls that come in the same minute are told the same time, without asking for it again. */
let last: { minute: number; zone: string; clock: WallClock } = {
  minute: Number.NaN,
  zone: '',
  clock: { date: '', weekday: 0, minutes: 0 },
}

function readClock(at: number, zone: string): WallClock {
  const format = formatFor(zone) ?? formatFor('UTC')
  const parts = new Map(format?.formatToParts(at).map(({ type, value }) => [type, value]))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.get(type) ?? '00'
  const date = `${part('year')}-${part('month')}-${part('day')}`
  return { date, weekday: weekdayOf(date), minutes: Number(part('hour')) * 60 + Number(part('minute')) }
}

/** 1 is Monday, 7 is Sunday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7
}

/** The day before, or so many days after. */
export function dayAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
}
