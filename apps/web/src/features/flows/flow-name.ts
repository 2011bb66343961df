import { z } from 'zod'

/** What a flow may be called. */
export const flowName = z.string().trim().min(1, 'Give the flow a name.').max(80, 'A name has at most 80 characters.')
