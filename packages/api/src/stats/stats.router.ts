import { z } from 'zod'
import { idInput, mostInteger } from '../inputs'
import { may, router } from '../trpc'
import { flowReached, versionTraffic } from './block-stats'
import { callStats } from './call-stats'
import { periodInput, zoneInput } from './period'

export const statsRouter = router({
  /** Where callers went on a version. */
  version: may.look
    .input(z.strictObject({ versionId: idInput, period: periodInput }))
    .query(({ ctx, input: { versionId, period } }) => versionTraffic(ctx, versionId, period)),

  /** How many calls reached each block of a flow, whichever version they were on. */
  flow: may.look
    .input(z.strictObject({ flowId: idInput, period: periodInput }))
    .query(({ ctx, input: { flowId, period } }) => flowReached(ctx, flowId, period)),

  /** Calls counted by day and hour, outcome, length, number, transfer, key and cost. */
  calls: may.look
    .input(
      z.strictObject({
        period: periodInput,
        zone: zoneInput,
        numberId: idInput.optional(),
        flowId: idInput.optional(),
        /** The number of a version of that flow. */
        version: z.int().min(1).max(mostInteger).optional(),
      }),
    )
    .query(({ ctx, input: { period, zone, numberId = null, flowId = null, version = null } }) =>
      callStats(ctx, { period, zone, numberId, flowId, version }),
    ),
})
