import { z } from 'zod'
import type { Context } from '../context'
import { phoneKey } from '../tables/phone-key'
import { UserError } from '../user-error'

/** A number as somebody types it, made E.164. */
export const callerInput = z.string().transform((typed, ctx) => {
  const number = phoneKey(typed)
  if (number !== null) return number
  ctx.addIssue({ code: 'custom', message: 'Write the number with + and the country code, such as +65 9123 4567.' })
  return z.NEVER
})

/** Refuses numbers of the workspace itself: every call of theirs would be somebody's. */
export async function notOurs({ deps, workspaceId }: Context, number: string): Promise<void> {
  if ((await deps.db.phoneNumber.count({ where: { workspaceId, e164: number } })) > 0)
    throw new UserError('BAD_REQUEST', 'own-number', 'That is a number of your own, not a caller’s.')
}

/** The number's digits as they may stand in a text, with or without + (or %2B) before them, but not within longer ones. */
export function mentionOf(number: string): RegExp {
  return new RegExp(`(?<![0-9])(?:\\+|%2B)?${number.slice(1)}(?![0-9])`, 'gi')
}

/** A caller's number where it must not be told: its country's beginning and its last two digits, `+65••••••67`. */
export function maskedNumber(number: string): string {
  return `${number.slice(0, 3)}${'•'.repeat(Math.max(0, number.length - 5))}${number.slice(-2)}`
}

export const removed = 'removed'

/** A JSON value without the number: in texts, in names, and as a number. */
export function withoutNumber(value: unknown, number: string): unknown {
  if (typeof value === 'string') return value.replace(mentionOf(number), removed)
  if (typeof value === 'number') return String(value) === number.slice(1) ? 0 : value
  if (Array.isArray(value)) return value.map((part) => withoutNumber(part, number))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).map(([name, part]) => [
        name.replace(mentionOf(number), removed),
        withoutNumber(part, number),
      ]),
    )
  return value
}
