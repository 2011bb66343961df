import { z } from 'zod'
import { momentInput } from '../inputs'
import { isAuditAction } from './record'

/** PostgreSQL keeps no NUL, and no half characters. */
const words = z
  .string()
  .regex(/^[^\p{Surrogate}\0]*$/u, 'Use no invisible characters.')
  .trim()
  .min(1)
  .max(200, 'Search for at most 200 characters.')

/** Which entries are asked for: all that is said must be so. */
export const auditFilterInput = z.strictObject({
  /** Part of what whoever did it was called, or their id. */
  who: words.optional(),
  action: z.string().refine(isAuditAction, 'This is nothing that is written down.').optional(),
  /** Part of what it was done to was called, or its id. */
  subject: words.optional(),
  /** From this moment on, and before the other: ISO 8601 with its offset. */
  from: momentInput.optional(),
  to: momentInput.optional(),
  /** Part of anything that stands in the entry. */
  text: words.optional(),
})

export type AuditFilter = z.infer<typeof auditFilterInput>
