import { z } from 'zod'
import { idInput, nameInput } from '../inputs'
import { abilityInput } from '../roles'
import { may, router } from '../trpc'
import { createKey } from './create-key'
import { listKeys } from './list-keys'
import { revokeKey } from './revoke-key'

const expiryInput = z
  .int('This takes a whole number of days.')
  .min(1, 'At least one day.')
  .max(3_650, 'At most ten years. Leave it out for a key that does not expire.')

export const keysRouter = router({
  /** The workspace's API keys, and when each was last used. */
  list: may.manage.query(({ ctx }) => listKeys(ctx)),

  /** Makes a key, and tells it this once. */
  create: may.grant
    .input(
      z.strictObject({
        name: nameInput,
        scopes: z.array(abilityInput).min(1, 'Choose at least one thing that the key may do.').max(20),
        expiresInDays: expiryInput.nullable(),
      }),
    )
    .mutation(({ ctx, input }) => createKey(ctx, input)),

  /** Ends a key at once. */
  revoke: may.manage.input(z.strictObject({ id: idInput })).mutation(({ ctx, input }) => revokeKey(ctx, input.id)),
})
