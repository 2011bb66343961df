import { z } from 'zod'
import { idInput } from '../inputs'
import { procedure, router } from '../trpc'
import { dismissAlert } from './dismiss-alert'
import { listAlerts } from './list-alerts'

export const alertsRouter = router({
  list: procedure.query(({ ctx }) => listAlerts(ctx)),

  dismiss: procedure.input(z.strictObject({ id: idInput })).mutation(({ ctx, input }) => dismissAlert(ctx, input.id)),
})
