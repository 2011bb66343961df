import { TRPCClientError } from '@trpc/client'
import { z } from 'zod'

const tooMany = z.object({
  code: z.literal('TOO_MANY_REQUESTS'),
  details: z.object({ retryAfter: z.number().positive() }),
})

/** After how many milliseconds to ask again what the server found too much at once; null where it failed otherwise. */
export function retryAfterMs(error: unknown): number | null {
  const read = tooMany.safeParse(error instanceof TRPCClientError ? error.data : null)
  return read.success ? read.data.details.retryAfter * 1_000 : null
}
