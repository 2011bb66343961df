import { z } from 'zod'

/** What a prompt may be called. */
export const promptName = z
  .string()
  .trim()
  .min(1, 'Give the prompt a name.')
  .max(80, 'A name has at most 80 characters.')
