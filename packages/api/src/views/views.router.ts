import { z } from 'zod'
import { idInput, nameInput } from '../inputs'
import { procedure, router } from '../trpc'
import { changeView } from './change-view'
import { listViews } from './list-views'
import { removeView } from './remove-view'
import { saveView } from './save-view'
import { viewQueryInput } from './view-inputs'

export const viewsRouter = router({
  list: procedure.query(({ ctx }) => listViews(ctx)),

  save: procedure
    .input(z.strictObject({ name: nameInput, query: viewQueryInput }))
    .mutation(({ ctx, input }) => saveView(ctx, input)),

  change: procedure
    .input(z.strictObject({ id: idInput, name: nameInput.optional(), query: viewQueryInput.optional() }))
    .mutation(({ ctx, input }) => changeView(ctx, input)),

  remove: procedure.input(z.strictObject({ id: idInput })).mutation(({ ctx, input }) => removeView(ctx, input.id)),
})
