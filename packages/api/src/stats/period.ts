import { Prisma } from '@patchbay/db/client'
import { z } from 'zod'
import { momentInput } from '../inputs'

const hour = 3_600_000
const day = 24 * hour

/** The longest period: five years and a few days, in milliseconds. */
export const longest = 5 * 366 * day

/** The calls that began in it: from `from` up to `to`, ISO 8601. */
export const periodInput = z
  .strictObject({ from: momentInput, to: momentInput })
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

/** Days (UTC, `YYYY-MM-DD`) that a period touches, and its first and last hour in them, from 1 to 24. */
export type Days = { firstDay: string; lastDay: string; firstHour: number; lastHour: number }

export function daysOf({ from, to }: Period): Days {
  const [first, last] = [new Date(from), new Date(to - hour)]
  return {
    firstDay: first.toISOString().slice(0, 10),
    lastDay: last.toISOString().slice(0, 10),
    firstHour: first.getUTCHours() + 1,
    lastHour: last.getUTCHours() + 1,
  }
}

/** Whether a row of counts, which the statement calls `c`, has anything of a period. */
export function touches(period: Period): Prisma.Sql {
  const { firstDay, lastDay } = daysOf(period)
  return Prisma.sql`c.day BETWEEN ${firstDay}::date AND ${lastDay}::date`
}

/** What such a row has of it: the day's sum or, of the days at its ends, some of their hours. */
export function within(period: Period): Prisma.Sql {
  const { firstDay, lastDay, firstHour, lastHour } = daysOf(period)
  return Prisma.sql`CASE WHEN c.day > ${firstDay}::date AND c.day < ${lastDay}::date THEN c.n ELSE (
    SELECT sum(h) FROM unnest(c.hours[CASE c.day WHEN ${firstDay}::date THEN ${firstHour}::int ELSE 1 END
      : CASE c.day WHEN ${lastDay}::date THEN ${lastHour}::int ELSE 24 END]) h) END`
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
