import { z } from 'zod'

/** From one time to another, as `HH:MM`; one that does not end later than it begins ends on the next day. */
export const spanSchema = z.object({ from: z.string(), to: z.string() })
export type Span = z.infer<typeof spanSchema>

/** Rows of hours, each for days of the week from 1, Monday, to 7. As it may stand in a draft. */
export const weeklySchema = z.array(spanSchema.extend({ days: z.array(z.number().int().min(1).max(7)) }))
export type Weekly = z.infer<typeof weeklySchema>

/** Whether a text is a time of day, from 00:00 to 24:00. */
export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text)
}

const time = z.string().refine(isTime, 'Write times as 09:00, up to 24:00.')
const opens = time.refine((from) => from !== '24:00', 'A day ends at 24:00: write 00:00 to open at midnight.')

/** A span that calls can go by. */
export const readySpan = z.object({ from: opens, to: time })

/** Hours that calls can go by; each message is a sentence. */
export const readyWeekly = z
  .array(
    readySpan.extend({
      days: z.array(z.number().int().min(1).max(7)).min(1, 'Choose the days on which these hours apply.'),
    }),
  )
  .max(50, 'At most 50 rows.')

/** The hours that a setting holds, as far as they can be read; none where there are none. */
export function hoursOf(value: unknown): Weekly {
  const read = weeklySchema.safeParse(value)
  return read.success ? read.data : []
}
