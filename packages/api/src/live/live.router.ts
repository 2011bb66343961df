import { z } from 'zod'
import { procedure, router } from '../trpc'
import { watchNow } from './watch-now'

export const liveRouter = router({
  onNow: procedure
    .input(z.strictObject({ lastEventId: z.string().max(100).nullish() }).optional())
    .subscription(({ ctx, input, signal }) => watchNow(ctx, { lastEventId: input?.lastEventId ?? undefined, signal })),
})
