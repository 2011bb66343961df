import { z } from 'zod'
import { idInput, labelInput } from '../inputs'
import { may, router } from '../trpc'
import { addAccount } from './add-account'
import { accessTokenInput, appIdInput, baseUrlInput } from './carrier-inputs'
import { checkAgain } from './check-again'
import { editAccount } from './edit-account'
import { listAccounts } from './list-accounts'
import { removeAccount } from './remove-account'

export const carriersRouter = router({
  /** The workspace’s carrier accounts, what is left on each, and what was wrong with it last. */
  list: may.look.query(({ ctx }) => listAccounts(ctx)),

  /** Adds a carrier account, once the carrier has let it in, and reads its numbers. */
  add: may.manage
    .input(
      z.strictObject({
        label: labelInput,
        appId: appIdInput,
        accessToken: accessTokenInput,
        baseUrl: baseUrlInput,
        signed: z.boolean(),
      }),
    )
    .mutation(({ ctx, input }) => addAccount(ctx, input)),

  /** Changes what an account is called, whether it signs, and its token. */
  edit: may.manage
    .input(
      z.strictObject({
        accountId: idInput,
        label: labelInput,
        signed: z.boolean(),
        accessToken: accessTokenInput.optional(),
      }),
    )
    .mutation(({ ctx, input }) => editAccount(ctx, input)),

  /** Asks the carrier for an account’s balance now. */
  check: may.run
    .input(z.strictObject({ accountId: idInput }))
    .mutation(({ ctx, input }) => checkAgain(ctx, input.accountId)),

  /** Forgets an account and its token; the carrier sends its numbers’ calls where it did before. */
  remove: may.manage
    .input(z.strictObject({ accountId: idInput, anyway: z.boolean().default(false) }))
    .mutation(({ ctx, input }) => removeAccount(ctx, input)),
})
