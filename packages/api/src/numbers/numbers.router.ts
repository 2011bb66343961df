import { z } from 'zod'
import { busyMessageInput, idInput, keepDaysInput, labelInput, recordingKeepDaysInput } from '../inputs'
import { may, router } from '../trpc'
import { addNumberAgain, listRemovedNumbers } from './add-number-again'
import { assignNumber } from './assign-number'
import { setForwarding, verifyForwarding } from './check-forwarding'
import { listChoices } from './list-choices'
import { listNumbers } from './list-numbers'
import { removeNumber } from './remove-number'
import { renameNumber } from './rename-number'
import { setBusyMessage } from './set-busy-message'
import { setEmergency } from './set-emergency'
import { setKeeping } from './set-keeping'
import { setSettings } from './set-settings'
import { syncNumbers } from './sync-numbers'

export const numbersRouter = router({
  list: may.look.query(({ ctx }) => listNumbers(ctx)),

  sync: may.run.mutation(async ({ ctx }) => {
    const { warnings } = await syncNumbers(ctx)
    return { numbers: await listNumbers(ctx), warnings }
  }),

  verifyForwarding: may.run
    .input(z.strictObject({ numberId: idInput }))
    .mutation(({ ctx, input }) => verifyForwarding(ctx, input.numberId)),

  setForwarding: may.run
    .input(z.strictObject({ numberId: idInput }))
    .mutation(({ ctx, input }) => setForwarding(ctx, input.numberId)),

  remove: may.manage
    .input(z.strictObject({ numberId: idInput, anyway: z.boolean().default(false) }))
    .mutation(({ ctx, input }) => removeNumber(ctx, input)),

  removed: may.look.query(({ ctx }) => listRemovedNumbers(ctx)),

  addAgain: may.manage
    .input(z.strictObject({ numberId: idInput }))
    .mutation(({ ctx, input }) => addNumberAgain(ctx, input.numberId)),

  assign: may.draw
    .input(z.strictObject({ numberId: idInput, versionId: idInput.nullable() }))
    .mutation(({ ctx, input }) => assignNumber(ctx, input)),

  rename: may.run
    .input(z.strictObject({ numberId: idInput, label: labelInput }))
    .mutation(({ ctx, input }) => renameNumber(ctx, input)),

  setBusyMessage: may.run
    .input(z.strictObject({ numberId: idInput, message: busyMessageInput.nullable() }))
    .mutation(({ ctx, input }) => setBusyMessage(ctx, input)),

  setKeeping: may.manage
    .input(
      z.strictObject({
        numberId: idInput,
        calls: z.union([z.literal(0), keepDaysInput]).nullable(),
        recordings: z.union([z.literal(0), recordingKeepDaysInput]).nullable(),
      }),
    )
    .mutation(({ ctx, input }) => setKeeping(ctx, input)),

  setSettings: may.run
    .input(z.strictObject({ numberId: idInput, settings: z.record(z.string().max(40), z.json()) }))
    .mutation(({ ctx, input }) => setSettings(ctx, input)),

  setEmergency: may.operate
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

  versions: may.look.query(({ ctx }) => listChoices(ctx)),
})
