import { alertCodes } from '@patchbay/engine/alerts'
import { z } from 'zod'
import { idInput } from '../inputs'
import { may, router } from '../trpc'
import { readAlertSettings, updateAlertSettings } from './alert-settings'
import { dismissAlert } from './dismiss-alert'
import { listAlerts } from './list-alerts'
import { listMessages } from './list-messages'
import { muteAlert, unmuteAlert } from './mute-alert'

const settingsInput = z.strictObject({
  emails: z.array(z.email('This is no e-mail address.').max(200)).max(20, 'At most 20 addresses.'),
  webhook: z.union([
    z.literal(''),
    z
      .url({ protocol: /^https?$/, error: 'Write the whole address, beginning with https://.' })
      .max(2_000, 'At most 2,000 characters.')
      .refine((address) => {
        const { username, password } = new URL(address)
        return username === '' && password === ''
      }, 'Leave user and password out of the address.'),
  ]),
  silent: z.array(z.enum(alertCodes)),
  balanceLimit: z.number().min(0, 'At least 0.').max(1_000_000, 'At most 1,000,000.').nullable(),
})

export const alertsRouter = router({
  /** The alerts that stand, the newest first. */
  list: may.look.query(({ ctx }) => listAlerts(ctx)),

  /** Takes an alert off the list. If it happens again, it comes back. */
  dismiss: may.run.input(z.strictObject({ id: idInput })).mutation(({ ctx, input }) => dismissAlert(ctx, input.id)),

  /** Tells nobody of an alert for a while, or of its whole kind. */
  mute: may.run
    .input(z.strictObject({ id: idInput, all: z.boolean(), lasts: z.enum(['hour', 'day', 'until-on']) }))
    .mutation(({ ctx, input }) => muteAlert(ctx, input)),

  /** Tells people of an alert again. */
  unmute: may.run.input(z.strictObject({ id: idInput })).mutation(({ ctx, input }) => unmuteAlert(ctx, input.id)),

  /** Where alerts go. */
  settings: may.look.query(({ ctx }) => readAlertSettings(ctx)),

  /** Settles where alerts go. */
  updateSettings: may.manage.input(settingsInput).mutation(({ ctx, input }) => updateAlertSettings(ctx, input)),

  /** Sends a test to every address that is set, and gives what came of each. */
  test: may.manage.mutation(({ ctx }) => ctx.deps.engine.testAlerts(ctx.workspaceId)),

  /** What alerts sent to whom, and what came of it. */
  messages: may.manage.query(({ ctx }) => listMessages(ctx)),
})
