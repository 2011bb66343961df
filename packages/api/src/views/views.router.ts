import { z } from 'zod'
import { idInput, nameInput } from '../inputs'
import { may, router } from '../trpc'
import { changeView } from './change-view'
import { listViews } from './list-views'
import { removeView } from './remove-view'
import { saveView } from './save-view'
import { viewQueryInput } from './view-inputs'

export const viewsRouter = router({
  /** The views of the log that the workspace keeps. */
  list: may.look.query(({ ctx }) => listViews(ctx)),

  /** Keeps a view of the log under a name. */
  save: may.hear
    .input(z.strictObject({ name: nameInput, query: viewQueryInput }))
    .mutation(({ ctx, input }) => saveView(ctx, input)),

  /** Gives a view another name, or another state of the log to show. */
  change: may.hear
    .input(z.strictObject({ id: idInput, name: nameInput.optional(), query: viewQueryInput.optional() }))
    .mutation(({ ctx, input }) => changeView(ctx, input)),

  /** Forgets a view. */
  remove: may.hear.input(z.strictObject({ id: idInput })).mutation(({ ctx, input }) => removeView(ctx, input.id)),
})
