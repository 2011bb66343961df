import { z } from 'zod'
import { emailInput, idInput } from '../inputs'
import { roleInput } from '../roles'
import { may, router } from '../trpc'
import { invite, uninvite } from './invite'
import { listMembers } from './list-members'
import { removeMember } from './remove-member'
import { setRole } from './set-role'

export const membersRouter = router({
  /** Who belongs to the workspace, as what, and, for owners, who is invited. */
  list: may.look.query(({ ctx }) => listMembers(ctx)),

  /** Invites somebody by e-mail, for seven days. */
  invite: may.grant
    .input(z.strictObject({ email: emailInput, role: roleInput }))
    .mutation(({ ctx, input }) => invite(ctx, ctx.house.auth, input)),

  /** Takes an invitation back. */
  uninvite: may.manage.input(z.strictObject({ id: idInput })).mutation(({ ctx, input }) => uninvite(ctx, input.id)),

  /** Gives a member another role. Somebody has to stay an owner. */
  setRole: may.grant
    .input(z.strictObject({ userId: idInput, role: roleInput }))
    .mutation(({ ctx, input }) => setRole(ctx, input)),

  /** Takes a member out of the workspace. Somebody has to stay an owner. */
  remove: may.manage
    .input(z.strictObject({ userId: idInput }))
    .mutation(({ ctx, input }) => removeMember(ctx, input.userId)),

  /** Leaves the workspace. Its last owner can't. */
  leave: may.self.mutation(({ ctx }) => removeMember(ctx, ctx.actor.id)),
})
