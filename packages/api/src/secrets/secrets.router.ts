import { z } from 'zod'
import { may, router } from '../trpc'
import { listSecrets } from './list-secrets'
import { removeSecret } from './remove-secret'
import { setSecret } from './set-secret'
import { changeWebhookKey, readWebhookKey } from './webhook-key'

const keyInput = z
  .string()
  .regex(
    /^[a-z][a-z0-9_]{0,39}$/,
    'Use small letters, digits and _, beginning with a letter, at most 40 of them, such as “api_key”.',
  )

const valueInput = z
  .string()
  .min(1, 'Paste the secret.')
  .max(4_000, 'A secret has at most 4,000 characters.')
  .regex(
    /^[^\p{Cc}\p{Surrogate}\uE000-\uE005]*$/u,
    'A secret is one line without invisible characters. Paste it again.',
  )

export const secretsRouter = router({
  /** The names of the secrets, when each was set and used, and by which flows. Never what they are. */
  list: may.draw.query(({ ctx }) => listSecrets(ctx)),

  /** What this workspace's webhooks are signed with, for whoever checks them. */
  webhookKey: may.manage.query(({ ctx }) => readWebhookKey(ctx)),

  /** Signs webhooks with a new key. The former one signs along for `overlapHours`; 0 ends it at once. */
  changeWebhookKey: may.manage
    .input(z.strictObject({ overlapHours: z.int().min(0).max(720, 'At most 30 days.') }))
    .mutation(({ ctx, input }) => changeWebhookKey(ctx, input.overlapHours)),

  /** Keeps a secret under a name, in place of the one that it had. */
  set: may.draw
    .input(z.strictObject({ key: keyInput, value: valueInput }))
    .mutation(({ ctx, input }) => setSecret(ctx, input)),

  /** Forgets a secret for good. Refused while a flow names it. */
  remove: may.draw.input(z.strictObject({ key: keyInput })).mutation(({ ctx, input }) => removeSecret(ctx, input.key)),
})
