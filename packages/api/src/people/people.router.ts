import { z } from 'zod'
import { emailInput, passwordInput, personInput } from '../inputs'
import { open, router } from '../trpc'
import { begin } from './begin'
import { describeInvitation } from './describe-invitation'
import { join } from './join'

const name = personInput.min(1, 'Say what you are called.')
const token = z.string().max(100, 'This is no invitation.')

export const peopleRouter = router({
  /** The very first visit: with the code that the server printed, somebody becomes the first owner. They sign in after. */
  begin: open
    .input(z.strictObject({ code: z.string().max(40), name, email: emailInput, password: passwordInput }))
    .mutation(({ ctx, input }) => begin(ctx.house, ctx.address, input)),

  /** What an invitation is to, and for whom, for whoever opens its address. */
  invitation: open.input(z.strictObject({ token })).query(({ ctx, input }) => describeInvitation(ctx, input.token)),

  /** Takes an invitation. `name` and `password` are for whoever has no account yet; they sign in with them after. */
  join: open
    .input(z.strictObject({ token, name: name.optional(), password: passwordInput.optional() }))
    .mutation(({ ctx, input }) => join(ctx, input)),
})
