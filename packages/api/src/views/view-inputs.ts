import { z } from 'zod'

/** What a view shows: the query of the log's address, without the `?`, such as `outcome=broken&from=-P7D`. */
export const viewQueryInput = z
  .string()
  .max(2_000, 'This is too much to keep as a view.')
  .regex(/^[^?\s\p{Cc}\p{Surrogate}]*$/u, 'This is no query of an address.')
