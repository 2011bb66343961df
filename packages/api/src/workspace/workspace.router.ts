import { z } from 'zod'
import { keepDaysInput, recordingKeepDaysInput } from '../inputs'
import { callersRoleInput } from '../roles'
import { may, router } from '../trpc'
import { readCallersVisibleTo, setCallersVisibleTo } from './callers-visible-to'
import { readSettings } from './read-settings'
import { updateSettings } from './update-settings'

const mostCallsInput = z
  .int('This takes a whole number.')
  .min(1, 'At least 1 call at once.')
  .max(10_000, 'At most 10,000 calls at once.')

export const workspaceRouter = router({
  /** What holds for the whole workspace. */
  get: may.look.query(({ ctx }) => readSettings(ctx)),

  /** Settles what holds for the whole workspace. */
  update: may.manage
    .input(
      z.strictObject({
        keepDays: keepDaysInput.nullable(),
        mostCalls: mostCallsInput,
        recordingKeepDays: recordingKeepDaysInput.nullable().optional(),
      }),
    )
    .mutation(({ ctx, input }) => updateSettings(ctx, input)),

  /** Which roles see callers’ numbers and what they press. */
  callersVisibleTo: may.look.query(({ ctx }) => readCallersVisibleTo(ctx)),

  /** Says which roles beside owners see callers’ numbers and what they press. */
  setCallersVisibleTo: may.manage
    .input(z.strictObject({ roles: z.array(callersRoleInput).max(2) }))
    .mutation(({ ctx, input }) => setCallersVisibleTo(ctx, input.roles)),
})
