import { z } from 'zod'
import { may, router } from '../trpc'
import { auditFilterInput } from './audit-filter'
import { listEntries } from './list-entries'
import { auditActions } from './record'

/** The trail goes out as a file beside this: see the server's `audit-files.ts`. */
export const auditRouter = router({
  /** What is written down at all, in words. */
  actions: may.manage.query(() => Object.entries(auditActions).map(([action, did]) => ({ action, did }))),

  /** Who did what, when and from where, the newest first, narrowed by `filter`. */
  list: may.manage
    .input(
      z.strictObject({
        cursor: z.string().max(128).nullish(),
        limit: z.int().min(1).max(200).default(50),
        filter: auditFilterInput.default({}),
        /** Set by tRPC's infinite queries. */
        direction: z.enum(['forward', 'backward']).optional(),
      }),
    )
    .query(({ ctx, input: { cursor, limit, filter } }) =>
      listEntries(ctx, { cursor: cursor ?? undefined, limit, filter }),
    ),
})
