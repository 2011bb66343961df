import { z } from 'zod'
import { nameInput } from '../inputs'
import { may, router, signedIn } from '../trpc'
import { createWorkspace } from './create-workspace'
import { renameWorkspace } from './rename-workspace'

export const workspacesRouter = router({
  /** Makes a workspace that belongs to whoever asks. */
  create: signedIn
    .input(z.strictObject({ name: nameInput }))
    .mutation(({ ctx, input }) => createWorkspace(ctx, ctx.actor, input.name)),

  /** Calls the workspace something else; its addresses stay. */
  rename: may.manage
    .input(z.strictObject({ name: nameInput }))
    .mutation(({ ctx, input }) => renameWorkspace(ctx, input.name)),
})
