import { z } from 'zod'
import { busyMessageInput, idInput, keepDaysInput, labelInput, recordingKeepDaysInput } from '../inputs'
import { procedure, router } from '../trpc'
import { assignNumber } from './assign-number'
import { listChoices } from './list-choices'
import { listNumbers } from './list-numbers'
import { renameNumber } from './rename-number'
import { setBusyMessage } from './set-busy-message'
import { setEmergency } from './set-emergency'
import { setKeeping } from './set-keeping'
import { setSettings } from './set-settings'
import { syncNumbers } from './sync-numbers'

export const numbersRouter = router({
  list: procedure.query(({ ctx }) => listNumbers(ctx)),

  sync: procedure.mutation(async ({ ctx }) => {
    await syncNumbers(ctx)
    return listNumbers(ctx)
  }),

  assign: procedure
    .input(z.strictObject({ numberId: idInput, versionId: idInput.nullable() }))
    .mutation(({ ctx, input }) => assignNumber(ctx, input)),

  rename: procedure
    .input(z.strictObject({ numberId: idInput, label: labelInput }))
    .mutation(({ ctx, input }) => renameNumber(ctx, input)),

  setBusyMessage: procedure
    .input(z.strictObject({ numberId: idInput, message: busyMessageInput.nullable() }))
    .mutation(({ ctx, input }) => setBusyMessage(ctx, input)),

  setKeeping: procedure
    .input(
      z.strictObject({
        numberId: idInput,
        calls: z.union([z.literal(0), keepDaysInput]).nullable(),
        recordings: z.union([z.literal(0), recordingKeepDaysInput]).nullable(),
      }),
    )
    .mutation(({ ctx, input }) => setKeeping(ctx, input)),

  setSettings: procedure
    .input(z.strictObject({ numberId: idInput, settings: z.record(z.string().max(40), z.json()) }))
    .mutation(({ ctx, input }) => setSettings(ctx, input)),

  setEmergency: procedure
    .input(
      z.strictObject({
        numberId: idInput,
        on: z.boolean(),
        message: z.union([z.literal(''), busyMessageInput]),
        instead: z.boolean(),
        until: z.coerce.date().nullable(),
      }),
    )
    .mutation(({ ctx, input }) => setEmergency(ctx, input)),

  versions: procedure.query(({ ctx }) => listChoices(ctx)),
})
