import { z } from 'zod'

/** Neither control characters nor half a character: PostgreSQL can't keep them, and nobody can see them. */
const line = z.string().regex(/^[^\p{Cc}\p{Surrogate}]*$/u, 'Use no line breaks or invisible characters.')

export const idInput = z.uuid('This is no id.')

/** What people call a flow. */
export const nameInput = line.trim().min(1, 'Give it a name.').max(80, 'A name has at most 80 characters.')

/** What people call a number; may be empty. */
export const labelInput = line.trim().max(80, 'A label has at most 80 characters.')

export const noteInput = line.trim().max(500, 'A note has at most 500 characters.')
