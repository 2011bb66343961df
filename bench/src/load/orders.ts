import { z } from 'zod'

/** What the load is told, over the channel to the process that runs it. */
export const orderSchema = z.discriminatedUnion('type', [
  /** Whom to notify from now on. */
  z.object({ type: z.literal('aim'), port: z.number(), path: z.string() }),
  /** So many calls under way all the time, without a pause, each of so many steps. */
  z.object({ type: z.literal('closed'), calls: z.number(), seconds: z.number(), steps: z.number().default(3) }),
  /** So many steps a second, evenly begun, however long each takes; callers think so long before each next step. */
  z.object({ type: z.literal('open'), stepsPerSecond: z.number(), seconds: z.number(), thinkMs: z.number() }),
])
export type Order = z.input<typeof orderSchema>
export type Told = z.infer<typeof orderSchema>

export const reportSchema = z.object({
  /** Steps a second, and how long that was measured. */
  rate: z.number(),
  /** All notifications of the order, its tail included. */
  answered: z.number(),
  failed: z.number(),
  /** Calls that nothing came back for within ten seconds of the end. */
  stuck: z.number(),
  p50: z.number(),
  p99: z.number(),
})
export type Report = z.infer<typeof reportSchema>

/** What it tells: first where its carrier listens, then one report for each order. */
export const sayingSchema = z.union([
  z.object({ carrierPort: z.number() }),
  z.object({ report: reportSchema.nullable() }),
])
