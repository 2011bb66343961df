import { z } from 'zod'
import { procedure, router } from '../trpc'
import { readSettings } from './read-settings'
import { updateSettings } from './update-settings'

const keepDaysInput = z.literal([7, 30, 90, 365], 'Keep calls for 7, 30, 90 or 365 days, or for ever.')

const mostCallsInput = z
  .int('This takes a whole number.')
  .min(1, 'At least 1 call at once.')
  .max(10_000, 'At most 10,000 calls at once.')

export const workspaceRouter = router({
  get: procedure.query(({ ctx }) => readSettings(ctx)),

  update: procedure
    .input(z.strictObject({ keepDays: keepDaysInput.nullable(), mostCalls: mostCallsInput }))
    .mutation(({ ctx, input }) => updateSettings(ctx, input)),
})
