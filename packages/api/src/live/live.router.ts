import { z } from 'zod'
import { may, router } from '../trpc'
import { watchNow } from './watch-now'

export const liveRouter = router({
  /** Who is on the line now, as it changes. */
  onNow: may.look
    .input(z.strictObject({ lastEventId: z.string().max(100).nullish() }).optional())
    .subscription(({ ctx, input, signal }) => watchNow(ctx, { lastEventId: input?.lastEventId ?? undefined, signal })),
})
