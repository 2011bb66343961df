import { z } from 'zod'
import { may, router } from '../trpc'
import { callerInput } from './caller-number'
import { findCaller } from './find-caller'
import { forgetCaller } from './forget-caller'

export const callersRouter = router({
  /** What is kept of a caller. */
  find: may.manage
    .input(z.strictObject({ number: callerInput }))
    .query(({ ctx, input }) => findCaller(ctx, input.number)),

  /** Removes it, a few seconds' work at a time: asked again with `after` until it is `done`. */
  forget: may.manage
    .input(z.strictObject({ number: callerInput, confirm: callerInput, after: z.uuid().nullable() }))
    .mutation(({ ctx, input }) => forgetCaller(ctx, input)),
})
