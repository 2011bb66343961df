import { z } from 'zod'

/** What somebody is called. */
export const personName = z
  .string()
  .trim()
  .min(1, 'Say what you are called.')
  .max(60, 'A name has at most 60 characters.')
