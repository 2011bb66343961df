import { Prisma } from '@patchbay/db/client'
import { z } from 'zod'

const hour = 3_600_000
const day = 24 * hour

/** Five years and a few days, in milliseconds. */
const longest = 5 * 366 * day

/** The calls that began in it: from `from` up to `to`, ISO 8601. */
export const periodInput = z
  .strictObject({ from: z.iso.datetime({ offset: true }), to: z.iso.datetime({ offset: true }) })
  .transform(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }))
  .refine(({ from, to }) => from < to, 'A period ends after it begins.')
  .refine(({ from, to }) => to - from <= longest, 'A period is at most five years long.')
  .transform(wholeHours)

/** Whole hours (UTC), in epoch milliseconds. */
export type Period = { from: number; to: number }

/** Hours are the least that is counted: what is begun belongs to it. */
function wholeHours({ from, to }: Period): Period {
  return { from: Math.floor(from / hour) * hour, to: Math.ceil(to / hour) * hour }
}

/** So many hours in one row, and from when up to when. */
export type Stretch = { hours: 1 | 24; from: Date; to: Date }

/** Where the counts of a period stand: those of its whole days, and of the hours before and after them. */
export function stretchesOf({ from, to }: Period): Stretch[] {
  const firstDay = Math.ceil(from / day) * day
  const lastDay = Math.floor(to / day) * day
  const stretch = (hours: 1 | 24, start: number, end: number) => ({ hours, from: new Date(start), to: new Date(end) })
  if (firstDay >= lastDay) return [stretch(1, from, to)]
  return [stretch(1, from, firstDay), stretch(24, firstDay, lastDay), stretch(1, lastDay, to)].filter(
    (each) => each.from < each.to,
  )
}

/** The same as a condition on a table of counts that the statement calls `c`: the planner sees how little that is. */
export function inPeriod(period: Period): Prisma.Sql {
  const each = stretchesOf(period).map(
    ({ hours, from, to }) =>
      Prisma.sql`(c.hours = ${hours}::smallint AND c.at >= ${from}::timestamptz AND c.at < ${to}::timestamptz)`,
  )
  return Prisma.sql`(${Prisma.join(each, ' OR ')})`
}

/** A period as the browser is told it. */
export function written({ from, to }: Period): { from: string; to: string } {
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() }
}

/** A time zone by its IANA name, such as `Asia/Singapore`. */
export const zoneInput = z
  .string()
  .max(64)
  .refine((name) => {
    try {
      return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
    } catch {
      return false
    }
  }, 'This is no time zone.')
