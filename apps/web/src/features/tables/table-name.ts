import { z } from 'zod'

/** What a table may be called. */
export const tableName = z.string().trim().min(1, 'Give the table a name.').max(80, 'A name has at most 80 characters.')
