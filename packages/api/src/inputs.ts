import { carrierLimits } from '@patchbay/flow/field'
import { z } from 'zod'

/** Neither control characters nor half a character: PostgreSQL can't keep them, and nobody can see them. */
export const lineInput = z.string().regex(/^[^\p{Cc}\p{Surrogate}]*$/u, 'Use no line breaks or invisible characters.')

export const idInput = z.uuid('This is no id.')

/** The largest whole number that PostgreSQL's `integer` holds. */
export const mostInteger = 2_147_483_647

const earliest = Date.parse('1900-01-01T00:00:00Z')
const latest = Date.parse('9000-01-01T00:00:00Z')
const isNear = (at: number) => at >= earliest && at <= latest
const farSentence = 'Choose a day between the years 1900 and 9000.'

/** A moment, ISO 8601 with its offset. JavaScript and PostgreSQL each write years before the first and after the 9999th in their own way. */
export const momentInput = z.iso.datetime({ offset: true }).refine((text) => isNear(Date.parse(text)), farSentence)

/** The same, read. */
export const dateInput = z.coerce.date().refine((date) => isNear(date.getTime()), farSentence)

/** What people call a flow. */
export const nameInput = lineInput.trim().min(1, 'Give it a name.').max(80, 'A name has at most 80 characters.')

/** How flows name a table or a prompt. */
export const keyInput = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]{0,39}$/,
    'A key has small letters, digits and _, begins with a letter, and has at most 40 characters.',
  )

/** What people call a number; may be empty. */
export const labelInput = lineInput.trim().max(80, 'A label has at most 80 characters.')

export const noteInput = lineInput.trim().max(500, 'A note has at most 500 characters.')

export const keepDaysInput = z.literal([7, 30, 90, 365], 'Keep calls for 7, 30, 90 or 365 days, or for ever.')
export const recordingKeepDaysInput = z.literal(
  [1, 7, 30, 90, 365],
  'Keep the addresses of recordings for 1, 7, 30, 90 or 365 days, or as long as the call.',
)

/** What is spoken to a caller outside any call of ours: there is nothing yet that a variable could stand for. */
export const busyMessageInput = z
  .string()
  .regex(/^[^\p{Surrogate}\0]*$/u, 'Use no invisible characters.')
  .trim()
  .min(1, 'Write what callers shall hear.')
  .max(carrierLimits.msg, 'A message has at most 1,000 characters.')
  .refine((text) => !text.includes('{{'), 'Variables in {{ }} can’t be filled in here: write plain words.')

/** An e-mail address, in small letters: that is how accounts are told apart. */
export const emailInput = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'An e-mail address has at most 254 characters.')
  .pipe(z.email('This is no e-mail address.'))

/** A password as it is typed; whether it can be used is said by `refusePassword`. */
export const passwordInput = z.string().max(1_000, 'A password has at most 128 characters.')

/** What somebody calls themselves. */
export const personInput = lineInput.trim().max(60, 'A name has at most 60 characters.')

/** The request header in which the browser of the person at this machine says what they are called, percent-encoded. */
export const personHeader = 'x-patchbay-person'

/** The name in that header; empty where there is none that can be read. */
export function readPerson(header: unknown): string {
  try {
    return personInput.catch('').parse(decodeURIComponent(String(header ?? '')))
  } catch {
    return ''
  }
}
