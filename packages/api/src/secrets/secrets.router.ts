import { webhookKey } from '@patchbay/engine/outbound/webhook'
import { z } from 'zod'
import { may, router } from '../trpc'
import { listSecrets } from './list-secrets'
import { removeSecret } from './remove-secret'
import { setSecret } from './set-secret'

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
  webhookKey: may.manage.query(({ ctx }) => ({ key: webhookKey(ctx.deps.cipher, ctx.workspaceId) })),

  /** Keeps a secret under a name, in place of the one that it had. */
  set: may.draw
    .input(z.strictObject({ key: keyInput, value: valueInput }))
    .mutation(({ ctx, input }) => setSecret(ctx, input)),

  /** Forgets a secret for good. Refused while a flow names it. */
  remove: may.draw.input(z.strictObject({ key: keyInput })).mutation(({ ctx, input }) => removeSecret(ctx, input.key)),
})
