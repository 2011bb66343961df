import { z } from 'zod'
import { emailInput, idInput } from '../inputs'
import { signInFirst } from '../refusals'
import { roleInput } from '../roles'
import { may, router } from '../trpc'
import { invite, uninvite } from './invite'
import { listMembers } from './list-members'
import { removeMember } from './remove-member'
import { setRole } from './set-role'

export const membersRouter = router({
  list: may.look.query(({ ctx }) => listMembers(ctx)),
  invite: may.manage
    .input(z.strictObject({ email: emailInput, role: roleInput }))
    .mutation(({ ctx, input }) => invite(ctx, ctx.house.auth, input)),
  uninvite: may.manage.input(z.strictObject({ id: idInput })).mutation(({ ctx, input }) => uninvite(ctx, input.id)),
  setRole: may.manage
    .input(z.strictObject({ userId: idInput, role: roleInput }))
    .mutation(({ ctx, input }) => setRole(ctx, input)),
  remove: may.manage
    .input(z.strictObject({ userId: idInput }))
    .mutation(({ ctx, input }) => removeMember(ctx, input.userId)),
  leave: may.look.mutation(({ ctx }) => {
    if (ctx.actor.kind !== 'person') throw signInFirst()
    return removeMember(ctx, ctx.actor.id)
  }),
})
