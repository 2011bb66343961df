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
  list: may.look.query(({ ctx }) => listAccounts(ctx)),

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

  check: may.run
    .input(z.strictObject({ accountId: idInput }))
    .mutation(({ ctx, input }) => checkAgain(ctx, input.accountId)),

  remove: may.manage
    .input(z.strictObject({ accountId: idInput, anyway: z.boolean().default(false) }))
    .mutation(({ ctx, input }) => removeAccount(ctx, input)),
})
