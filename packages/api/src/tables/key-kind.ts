import { z } from 'zod'

/** What a table's keys are: `text` as it is written, or `phone` for E.164 numbers. */
export const keyKindInput = z.enum(['text', 'phone'], 'Keys are “text” or “phone”.')

export type KeyKind = z.infer<typeof keyKindInput>

/** A kind as it is stored. */
export function keyKindOf(stored: string): KeyKind {
  return keyKindInput.catch('text').parse(stored)
}
