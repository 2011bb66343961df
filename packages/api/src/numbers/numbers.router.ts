import { z } from 'zod'
import { busyMessageInput, dateInput, idInput, keepDaysInput, labelInput, recordingKeepDaysInput } from '../inputs'
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
  /** The workspace’s numbers, what answers each, and how each is set. */
  list: may.look.query(({ ctx }) => listNumbers(ctx)),

  /** Reads the account’s numbers from the carrier, and adds those that are new here. */
  sync: may.run.mutation(async ({ ctx }) => {
    const { warnings } = await syncNumbers(ctx)
    return { numbers: await listNumbers(ctx), warnings }
  }),

  /** Reads from the carrier where a number’s calls go, and notes it. */
  verifyForwarding: may.run
    .input(z.strictObject({ numberId: idInput }))
    .mutation(({ ctx, input }) => verifyForwarding(ctx, input.numberId)),

  /** Has the carrier send a number’s calls here, and reads whether it does. */
  setForwarding: may.run
    .input(z.strictObject({ numberId: idInput }))
    .mutation(({ ctx, input }) => setForwarding(ctx, input.numberId)),

  /** Takes a number out of Patchbay; the carrier sends its calls where it did before. */
  remove: may.manage
    .input(z.strictObject({ numberId: idInput, anyway: z.boolean().default(false) }))
    .mutation(({ ctx, input }) => removeNumber(ctx, input)),

  /** The numbers that were removed and can be added again. */
  removed: may.look.query(({ ctx }) => listRemovedNumbers(ctx)),

  /** Brings a removed number back. Nothing answers it until a flow is put on it. */
  addAgain: may.manage
    .input(z.strictObject({ numberId: idInput }))
    .mutation(({ ctx, input }) => addNumberAgain(ctx, input.numberId)),

  /** Lets a number run a published version, or none. With an older version, this takes a publication back. */
  assign: may.draw
    .input(z.strictObject({ numberId: idInput, versionId: idInput.nullable() }))
    .mutation(({ ctx, input }) => assignNumber(ctx, input)),

  /** Gives a number a label. */
  rename: may.run
    .input(z.strictObject({ numberId: idInput, label: labelInput }))
    .mutation(({ ctx, input }) => renameNumber(ctx, input)),

  /** What callers hear when there is no room for another call; null lets it ring out. */
  setBusyMessage: may.run
    .input(z.strictObject({ numberId: idInput, message: busyMessageInput.nullable() }))
    .mutation(({ ctx, input }) => setBusyMessage(ctx, input)),

  /** How many days a number’s calls and recordings are kept: null is as the workspace says, 0 for ever. */
  setKeeping: may.manage
    .input(
      z.strictObject({
        numberId: idInput,
        calls: z.union([z.literal(0), keepDaysInput]).nullable(),
        recordings: z.union([z.literal(0), recordingKeepDaysInput]).nullable(),
      }),
    )
    .mutation(({ ctx, input }) => setKeeping(ctx, input)),

  /** What a number gives to the settings of the flow that answers there. */
  setSettings: may.run
    .input(z.strictObject({ numberId: idInput, settings: z.record(z.string().max(40), z.json()) }))
    .mutation(({ ctx, input }) => setSettings(ctx, input)),

  /** Switches a number’s emergency message on or off. */
  setEmergency: may.operate
    .input(
      z.strictObject({
        numberId: idInput,
        on: z.boolean(),
        message: z.union([z.literal(''), busyMessageInput]),
        instead: z.boolean(),
        until: dateInput.nullable(),
      }),
    )
    .mutation(({ ctx, input }) => setEmergency(ctx, input)),

  /** The versions that a number can run. */
  versions: may.look.query(({ ctx }) => listChoices(ctx)),
})
